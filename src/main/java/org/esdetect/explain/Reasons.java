package org.esdetect.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Evaluator;
import org.esdetect.condition.Predicate;
import org.esdetect.event.Event;
import org.esdetect.explain.Reason.Code;

/**
 * Why a plain test of one field came out as it did. Each answer is the evaluator's, about a neighbour of the test: with
 * one value, with one constant, with case ignored.
 */
final class Reasons {
    /** How many values of a field are tried one by one; an event can have very many. */
    private static final int MAX_TRIED = 100;

    private Reasons() {}

    /** @param ignoringCase what to write instead of the operator, empty when there is nothing to advise */
    static List<Reason> of(Predicate predicate, Event event, String ignoringCase) {
        Optional<Neighbours> neighbours = Neighbours.of(predicate);
        if (neighbours.isEmpty()) {
            return List.of();
        }
        String field = neighbours.get().field();
        List<Object> values = event.values(field);
        if (values.isEmpty()) {
            return List.of();
        }
        return holds(new Condition.Leaf(predicate), event)
                ? whatDecided(neighbours.get(), predicate, values)
                : whatLacked(neighbours.get(), predicate, event, values, ignoringCase);
    }

    private static List<Reason> whatDecided(Neighbours neighbours, Predicate predicate, List<Object> values) {
        List<Reason> reasons = new ArrayList<>();
        int deciding = firstPassing(new Condition.Leaf(predicate), neighbours.field(), values);
        if (deciding < 0) {
            return reasons;
        }
        if (values.size() > 1) {
            reasons.add(new Reason(
                    Code.ARRAY_ITEM,
                    "value " + (deciding + 1) + " of " + values.size() + ", " + shown(values.get(deciding))
                            + ", passes; one is enough"));
        }
        List<?> constants = neighbours.constants();
        for (int i = 0; constants.size() > 1 && i < constants.size(); i++) {
            Event alone = alone(neighbours.field(), values.get(deciding));
            if (holds(new Condition.Leaf(neighbours.only().apply(i)), alone)) {
                reasons.add(new Reason(
                        Code.LIST_ITEM,
                        "item " + (i + 1) + " of " + constants.size() + " of the list, " + shown(constants.get(i))
                                + ", is the one"));
                break;
            }
        }
        return reasons;
    }

    private static List<Reason> whatLacked(
            Neighbours neighbours, Predicate predicate, Event event, List<Object> values, String ignoringCase) {
        List<Reason> reasons = new ArrayList<>();
        String field = neighbours.field();
        near(neighbours.ignoringCase(), field, event, values)
                .ifPresent(value -> reasons.add(new Reason(
                        Code.CASE,
                        shown(value) + " differs in case only"
                                + (ignoringCase.isEmpty() ? "" : "; [" + ignoringCase + "] ignores case"))));
        near(neighbours.asPattern(), field, event, values)
                .ifPresent(value -> reasons.add(new Reason(
                        Code.WILDCARD,
                        shown(value) + " would match if wildcards were read as such; they are with [:] and [like]")));
        if (reasons.isEmpty()) {
            near(neighbours.asPart(), field, event, values)
                    .ifPresent(value -> reasons.add(new Reason(
                            Code.WHOLE_VALUE,
                            "only a part of " + shown(value) + " matches; the whole value is compared")));
        }
        TypeReasons.of(predicate, values).ifPresent(reasons::add);
        return reasons;
    }

    /** A value that passes {@code neighbour}, when the event satisfies it. */
    private static Optional<Object> near(
            Optional<Condition> neighbour, String field, Event event, List<Object> values) {
        if (neighbour.isEmpty() || !holds(neighbour.get(), event)) {
            return Optional.empty();
        }
        int passing = firstPassing(neighbour.get(), field, values);
        return passing < 0 ? Optional.empty() : Optional.of(values.get(passing));
    }

    /** The index of the first value that passes alone; -1 when none of those that are tried does. */
    private static int firstPassing(Condition condition, String field, List<Object> values) {
        for (int i = 0; i < Math.min(values.size(), MAX_TRIED); i++) {
            if (holds(condition, alone(field, values.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean holds(Condition condition, Event event) {
        try {
            return Evaluator.matches(condition, event);
        } catch (BudgetExceededException tooComplex) {
            // A neighbour can be more complex than the test itself; then there is nothing to say.
            return false;
        }
    }

    private static Event alone(String field, Object value) {
        return path -> path.equals(field) ? List.of(value) : List.of();
    }

    static String shown(Object value) {
        return "[" + Sample.shortened(value) + "]";
    }
}
