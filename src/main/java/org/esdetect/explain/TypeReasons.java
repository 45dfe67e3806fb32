package org.esdetect.explain;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.esdetect.condition.Predicate.InNetwork;
import org.esdetect.condition.Predicate.OneOf;
import org.esdetect.condition.Predicate.Range;
import org.esdetect.event.Values;
import org.esdetect.explain.Reason.Code;

/** Values of another kind than a test asks for. */
final class TypeReasons {
    private TypeReasons() {}

    /** What is to say of the first value that {@code predicate}, which does not hold, cannot compare. */
    static Optional<Reason> of(org.esdetect.condition.Predicate predicate, List<Object> values) {
        if (predicate instanceof InNetwork) {
            return first(values, value -> Values.address(value) == null, "is no address");
        }
        if (predicate instanceof Range range) {
            return ofRange(range.bound().value(), values);
        }
        if (predicate instanceof OneOf oneOf) {
            if (oneOf.values().stream().allMatch(literal -> literal.value() instanceof Number)) {
                return first(values, TypeReasons::isNoNumber, "is no number");
            }
            if (oneOf.values().stream().allMatch(literal -> literal.value() instanceof Boolean)) {
                return first(values, TypeReasons::isNoBoolean, "is not true or false");
            }
        }
        return Optional.empty();
    }

    private static Optional<Reason> ofRange(Object bound, List<Object> values) {
        if (values.stream().allMatch(value -> Values.compare(value, bound) == null)) {
            return first(values, value -> true, "has no order with [" + bound + "]");
        }
        boolean textBound = bound instanceof String text && Values.moment(text) == null && Values.address(text) == null;
        return textBound
                ? first(values, Number.class::isInstance, "is compared as text, because the constant is text")
                : Optional.empty();
    }

    private static boolean isNoNumber(Object value) {
        return Values.number(value) == null && !(value instanceof String text && Values.moment(text) != null);
    }

    private static boolean isNoBoolean(Object value) {
        return value instanceof Number
                || !(Values.text(value).equals("true") || Values.text(value).equals("false"));
    }

    private static Optional<Reason> first(List<Object> values, Predicate<Object> wanted, String what) {
        return values.stream()
                .filter(wanted)
                .findFirst()
                .map(value -> new Reason(Code.TYPE, Reasons.shown(value) + " " + what));
    }
}
