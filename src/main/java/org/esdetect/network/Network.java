package org.esdetect.network;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.condition.Condition;
import org.esdetect.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * Many conditions, judged as one. Immutable but for what it learns about which signatures occur; any thread may use it,
 * each with a {@link Scratch} of its own.
 */
public final class Network {
    private final List<Analysis> analyses;
    private final LeafTable leaves;
    private final Programs programs;
    private final SignatureTree signatures;

    Network(List<Analysis> analyses) {
        this.analyses = List.copyOf(analyses);
        this.leaves = new LeafTable(analyses);
        this.programs = Programs.of(analyses, leaves);
        this.signatures = new SignatureTree(analyses, leaves);
    }

    /** How many conditions it judges. */
    public int size() {
        return analyses.size();
    }

    /** Working memory for one thread. */
    public Scratch newScratch(MatchLimits limits) {
        return new Scratch(this, limits);
    }

    /** All conditions, to match by. */
    public Selection all() {
        BitSet all = new BitSet();
        all.set(0, size());
        return select(all);
    }

    /**
     * Some conditions, to match by; those of equal sets share what they learn. Kept as long as the network: whoever
     * asks bounds how many different sets there are.
     */
    public Selection select(BitSet conditions) {
        return new Selection(this, signatures.root(conditions));
    }

    /**
     * Judges the document of an event, which must not change meanwhile.
     *
     * <p>Afterwards {@code scratch.matched(i)} is the index of the {@code i}th condition that holds, ascending.
     * Allocates nothing on the way to 0 matches when the document is objects in objects, with at most one value a
     * field.
     *
     * @return how many conditions of the selection hold
     * @throws BudgetExceededException when the event is too much for the limits; no verdict is known then
     */
    public int match(Map<String, Object> document, Selection selection, Scratch scratch) {
        return decided(judge(document, selection, scratch, null, null), scratch);
    }

    /**
     * As {@link #match(Map, Selection, Scratch)}, but a condition that is too much on its own, or throws, takes no
     * verdict from the others: {@code scratch.undecided()} then has it.
     *
     * @param setAside conditions that are not judged: those that the event touches, and so perhaps satisfies, are
     *     undecided. Must not change meanwhile
     * @param clock of nanoseconds: {@code scratch.nanos(i)} is afterwards what it took to judge the {@code i}th
     *     condition that the event touched
     * @throws BudgetExceededException when the event is too much as a whole
     */
    public int judge(
            Map<String, Object> document,
            Selection selection,
            Scratch scratch,
            @Nullable BitSet setAside,
            @Nullable LongSupplier clock) {
        check(selection, scratch);
        scratch.begin(document);
        return judge(selection, scratch, setAside, clock);
    }

    /** As {@link #match(Map, Selection, Scratch)}, of an event that is no document. */
    public int match(Event event, Selection selection, Scratch scratch) {
        check(selection, scratch);
        scratch.begin(event);
        return decided(judge(selection, scratch, null, null), scratch);
    }

    private void check(Selection selection, Scratch scratch) {
        if (selection.network() != this || scratch.network != this) {
            throw new IllegalArgumentException("a selection and a scratch serve only the network they are from");
        }
    }

    /** Throws what one condition threw: whoever asks for matches alone is not told of some. */
    private static int decided(int matches, Scratch scratch) {
        if (!scratch.undecided().isEmpty()) {
            Throwable cause = scratch.undecided().get(0).cause();
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            if (cause instanceof Error failure) {
                throw failure;
            }
        }
        return matches;
    }

    private int judge(Selection selection, Scratch scratch, @Nullable BitSet setAside, @Nullable LongSupplier clock) {
        Plan plan = signatures.plan(selection.root(), scratch.fields);
        for (FieldDispatch dispatch : plan.fields) {
            Object value = scratch.fields.value(dispatch.field);
            if (value != null) {
                look(value, dispatch, scratch);
            }
        }
        scratch.touch(plan.always);
        int matched = scratch.judgeTouched(setAside, clock);
        scratch.end();
        return matched;
    }

    private static void look(Object value, FieldDispatch dispatch, Scratch scratch) {
        int touchedBefore = scratch.touchedCount();
        if (dispatch.hasTexts()) {
            if (value instanceof List<?> values) {
                for (int i = 0; i < values.size(); i++) {
                    dispatch.look(values.get(i), scratch);
                }
            } else {
                dispatch.look(value, scratch);
            }
        }
        if (dispatch.hasLeaves() || scratch.touchedCount() > touchedBefore) {
            scratch.fields.keep(dispatch.field, value);
            dispatch.judge(scratch);
        }
    }

    LeafTable leaves() {
        return leaves;
    }

    Programs programs() {
        return programs;
    }

    SignatureTree signatures() {
        return signatures;
    }

    List<Analysis> analyses() {
        return analyses;
    }

    /** What was compiled, in the order of the indices. */
    public List<Condition> conditions() {
        return analyses.stream().map(Analysis::condition).toList();
    }
}
