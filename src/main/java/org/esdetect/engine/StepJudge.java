package org.esdetect.engine;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.event.Event;

/**
 * Says what an event is to a sequence: which steps it satisfies and may serve, after exceptions. One that an exception
 * takes out altogether is nothing to any step, not to one that must be missing and not to the until.
 */
public final class StepJudge {
    private final Steps steps;
    private final List<CompiledCondition> conditions;
    private final BitSet all = new BitSet();
    private final RuleExceptions exceptions;

    public StepJudge(Steps steps, RuleExceptions exceptions) {
        this.steps = steps;
        this.conditions = steps.judges();
        this.all.set(0, conditions.size());
        this.exceptions = exceptions;
    }

    /**
     * What an event is.
     *
     * @param steps that it may serve
     * @param exceptedBy exceptions that kept it from some or all
     */
    public record Service(BitSet steps, boolean until, Set<CompiledException> exceptedBy) {
        /** Whether it plays no part. */
        public boolean isNone() {
            return steps.isEmpty() && !until;
        }
    }

    /** Which of the conditions {@code among} the event satisfies, whatever the exceptions say. */
    public BitSet satisfied(Event event, BitSet among) {
        BitSet satisfied = new BitSet();
        among.stream().forEach(i -> satisfied.set(i, conditions.get(i).matches(event)));
        return satisfied;
    }

    /** @param nowMillis for an event that does not tell when it arrived */
    public Service judge(Event event, long nowMillis) {
        BitSet satisfied = satisfied(event, all);
        if (satisfied.isEmpty() || exceptions.items().isEmpty()) {
            return new Service(steps.steps(satisfied), steps.until(satisfied), Set.of());
        }
        long atMillis = JudgementTime.millis(event, nowMillis);
        Optional<CompiledException> whole = exceptions.of(event, atMillis);
        if (whole.isPresent()) {
            return new Service(new BitSet(), false, Set.of(whole.get()));
        }
        Set<CompiledException> by = new LinkedHashSet<>();
        BitSet left = steps.steps(satisfied);
        exceptions.forbid(left, steps.written(), event, atMillis, by::add);
        return new Service(left, steps.until(satisfied), by);
    }
}
