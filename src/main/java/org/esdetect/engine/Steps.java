package org.esdetect.engine;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.condition.Condition;
import org.esdetect.condition.JudgedFields;
import org.esdetect.eql.lower.Plan;
import org.esdetect.sequence.SequencePlan;
import org.esdetect.sequence.SequencePlan.JoinKey;

/**
 * The conditions of a sequence, each once: {@code with runs=60} writes one condition sixty times, and it is searched
 * for and judged once.
 */
public final class Steps {
    private final Plan.OfSequence plan;
    private final List<Condition> conditions;
    private final int[] conditionOfStep;
    private final int conditionOfUntil;

    public Steps(Plan.OfSequence plan) {
        this.plan = plan;
        this.conditions = List.copyOf(new LinkedHashSet<>(plan.inOrder()));
        this.conditionOfStep =
                plan.conditions().stream().mapToInt(conditions::indexOf).toArray();
        this.conditionOfUntil = plan.until().map(conditions::indexOf).orElse(-1);
    }

    public SequencePlan sequence() {
        return plan.sequence();
    }

    /** For each step, which step of the query it comes from, counted from 1. */
    List<Integer> written() {
        return plan.written();
    }

    /** Of the steps and the until, without repetition. */
    public List<Condition> conditions() {
        return conditions;
    }

    /** Steps as the plan has them, and one more for the until. */
    public int size() {
        return conditionOfStep.length + (conditionOfUntil < 0 ? 0 : 1);
    }

    private int positiveSteps() {
        return (int) sequence().steps().stream().filter(step -> !step.missing()).count();
    }

    public boolean hasMissingSteps() {
        return positiveSteps() < sequence().steps().size();
    }

    public boolean hasUntil() {
        return conditionOfUntil >= 0;
    }

    public boolean endsWithMissingStep() {
        return sequence().steps().get(sequence().steps().size() - 1).missing();
    }

    /** The indices, in {@link #conditions}, of those of positive steps. */
    public BitSet positiveConditions() {
        BitSet positive = new BitSet();
        for (int step = 0; step < conditionOfStep.length; step++) {
            if (!sequence().steps().get(step).missing()) {
                positive.set(conditionOfStep[step]);
            }
        }
        return positive;
    }

    /** The index, in {@link #conditions}, of that of the last positive step: the event that completes a sequence. */
    public int lastPositiveCondition() {
        int step = conditionOfStep.length - 1;
        while (sequence().steps().get(step).missing()) {
            step--;
        }
        return conditionOfStep[step];
    }

    /**
     * The join keys that an event of that condition may be asked for: of each step, or the until, that has it. Nothing
     * is in the list twice.
     */
    public List<List<JoinKey>> keysOf(int condition) {
        LinkedHashSet<List<JoinKey>> keys = new LinkedHashSet<>();
        for (int step = 0; step < conditionOfStep.length; step++) {
            if (conditionOfStep[step] == condition) {
                keys.add(sequence().steps().get(step).keys());
            }
        }
        if (conditionOfUntil == condition) {
            sequence().until().ifPresent(keys::add);
        }
        return List.copyOf(keys);
    }

    /** Takes the count of a step; the until has the number after the last step. */
    @FunctionalInterface
    public interface Count {
        void of(int step, long count);
    }

    /** Spreads counts per condition over the steps, the until last. */
    public void perStep(List<Long> perCondition, Count count) {
        for (int step = 0; step < conditionOfStep.length; step++) {
            count.of(step, perCondition.get(conditionOfStep[step]));
        }
        if (hasUntil()) {
            count.of(conditionOfStep.length, perCondition.get(conditionOfUntil));
        }
    }

    /** Spreads counts per condition of {@link #positiveConditions}, in their order, over the positive steps. */
    public void perPositiveStep(List<Long> perPositiveCondition, Count count) {
        BitSet positive = positiveConditions();
        for (int step = 0; step < conditionOfStep.length; step++) {
            if (!sequence().steps().get(step).missing()) {
                int rank = positive.get(0, conditionOfStep[step]).cardinality();
                count.of(step, perPositiveCondition.get(rank));
            }
        }
    }

    /** The conditions made ready to judge many events. Costs some time; ask when there is something to judge. */
    public List<CompiledCondition> judges() {
        return conditions.stream().map(CompiledCondition::compile).toList();
    }

    /** The steps of an event that satisfies these conditions. */
    public BitSet steps(BitSet satisfied) {
        BitSet steps = new BitSet();
        for (int step = 0; step < conditionOfStep.length; step++) {
            steps.set(step, satisfied.get(conditionOfStep[step]));
        }
        return steps;
    }

    public boolean until(BitSet satisfied) {
        return conditionOfUntil >= 0 && satisfied.get(conditionOfUntil);
    }

    /** Tells the steps, and for the until the number after them, that have this condition. */
    public void each(int condition, IntConsumer step) {
        for (int i = 0; i < conditionOfStep.length; i++) {
            if (conditionOfStep[i] == condition) {
                step.accept(i);
            }
        }
        if (conditionOfUntil == condition) {
            step.accept(conditionOfStep.length);
        }
    }

    /** The fields that must be known to judge those of {@link #conditions}, and to join what satisfies them. */
    public SortedSet<String> fields(BitSet ofConditions) {
        TreeSet<String> fields = new TreeSet<>(keyFields());
        ofConditions.stream().forEach(condition -> fields.addAll(JudgedFields.of(conditions.get(condition))));
        return fields;
    }

    /** The fields that the steps and the until are joined by. */
    public List<String> keyFields() {
        LinkedHashSet<String> fields = new LinkedHashSet<>();
        sequence().steps().forEach(step -> step.keys().forEach(key -> fields.add(key.field())));
        sequence().until().ifPresent(keys -> keys.forEach(key -> fields.add(key.field())));
        return List.copyOf(fields);
    }
}
