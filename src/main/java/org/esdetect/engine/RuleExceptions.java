package org.esdetect.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.esdetect.event.Event;
import org.esdetect.text.Problem;
import org.esdetect.text.Span;

/**
 * The exceptions of one rule. Immutable.
 *
 * @param items that are applied, in the order of their ids
 * @param missingLists lists that the rule names and nobody has: without them it may flood, so it does not run
 * @param unapplied ids of items of its lists that are not applied, for the reasons that their problems give
 * @param hits told by whoever judges events for the first time
 */
public record RuleExceptions(
        List<CompiledException> items, List<String> missingLists, List<String> unapplied, ExceptionHits hits) {
    public static final RuleExceptions NONE = new RuleExceptions(List.of(), List.of(), List.of(), ExceptionHits.NONE);

    public RuleExceptions {
        items = List.copyOf(items);
        missingLists = List.copyOf(missingLists);
        unapplied = List.copyOf(unapplied);
    }

    /** The same without the lists that are missing: whoever only tries a rule judges by what there is. */
    public RuleExceptions present() {
        return missingLists.isEmpty() ? this : new RuleExceptions(items, List.of(), unapplied, hits);
    }

    /** What its author must know: a missing list keeps the rule from running, an item that is not applied does not. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        missingLists.forEach(list -> problems.add(new Problem(
                Problem.Code.MISSING_LIST,
                Problem.Severity.ERROR,
                new Span(0, 0),
                "the rule names the exception list [" + list + "], which is not here: without its exceptions it may"
                        + " flood, so it does not run; import the list, or take it out of [exceptions_list]")));
        unapplied.forEach(item -> problems.add(new Problem(
                Problem.Code.UNSUPPORTED,
                Problem.Severity.WARNING,
                new Span(0, 0),
                "the exception [" + item + "] is not applied to the rule; [GET /_detect/exceptions/" + item
                        + "] says why")));
        return problems;
    }

    /** What of an event must be known for {@link #of} and {@link #forbid}: fields, and objects as a whole. */
    public Set<String> fields() {
        Set<String> fields = new TreeSet<>();
        items.forEach(each -> fields.addAll(each.fields()));
        return fields;
    }

    /**
     * The first exception that takes {@code event} out altogether; none of those limited to a step of a sequence.
     *
     * @param atMillis when the event is judged: what has expired by then has no effect
     */
    public Optional<CompiledException> of(Event event, long atMillis) {
        for (CompiledException each : items) {
            if (each.item().step().isEmpty() && each.covers(event, atMillis)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Takes out of {@code steps} those that an exception limited to them forbids; tells which did, one at a time. */
    void forbid(BitSet steps, List<Integer> written, Event event, long atMillis, ForbiddenStep told) {
        for (CompiledException each : items) {
            Optional<Integer> scope = each.item().step();
            if (scope.isPresent() && isAmong(scope.get(), steps, written) && each.covers(event, atMillis)) {
                for (int step = steps.nextSetBit(0); step >= 0; step = steps.nextSetBit(step + 1)) {
                    if (written.get(step).equals(scope.get())) {
                        steps.clear(step);
                    }
                }
                told.by(each);
            }
        }
    }

    private static boolean isAmong(int number, BitSet steps, List<Integer> written) {
        return steps.stream().anyMatch(step -> written.get(step) == number);
    }

    /** Told which exception keeps an event from a step. */
    @FunctionalInterface
    interface ForbiddenStep {
        void by(CompiledException exception);
    }
}
