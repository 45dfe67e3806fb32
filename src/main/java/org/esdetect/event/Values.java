package org.esdetect.event;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the values of an event compare with the constants of a rule. The one place that knows; every fast path must agree
 * with it.
 *
 * <p>A value and a constant are a {@link String}, {@link Boolean} or {@link Number}. Memory has no mapping, so the two
 * meet halfway:
 *
 * <ul>
 *   <li>numbers compare by value, whatever their type;
 *   <li>a number in the rule and a string in the event: by value when the string is a plain number;
 *   <li>a string in the rule and a number or boolean in the event: by the string form of the latter;
 *   <li>{@code true} and {@code "true"} are the same, likewise {@code false};
 *   <li>two addresses, or two moments, compare as such, also when they are spelled differently; an integer beside an
 *       ISO-8601 date counts milliseconds since 1970 (digits in a string only in the event, beside a date in the rule);
 *   <li>other strings compare by code point, and ignore at most the case of ASCII letters.
 * </ul>
 */
public final class Values {
    private Values() {}

    /** The text of a scalar: of a number as Java prints it, of a boolean {@code true} or {@code false}. */
    public static String text(Object scalar) {
        return scalar instanceof String string ? string : scalar.toString();
    }

    /** Whether a value of an event equals a constant of a rule. {@code caseSensitive} matters to strings only. */
    public static boolean equal(Object value, Object literal, boolean caseSensitive) {
        if (literal instanceof Number number) {
            Integer order = compareNumber(value, number);
            return order != null && order == 0;
        }
        if (literal instanceof Boolean) {
            return value instanceof Number ? false : text(value).equals(text(literal));
        }
        String wanted = text(literal);
        String found = text(value);
        if (caseSensitive ? found.equals(wanted) : AsciiCase.equal(found, wanted)) {
            return true;
        }
        Integer order = value instanceof Boolean ? null : compareMeaning(value, wanted);
        return order != null && order == 0;
    }

    /**
     * How a value of an event stands to a constant of a rule: negative, zero, positive; null when they have no order (a
     * boolean constant, or a number beside a string that is none).
     */
    public static @Nullable Integer compare(Object value, Object literal) {
        if (literal instanceof Number number) {
            return compareNumber(value, number);
        }
        if (literal instanceof Boolean) {
            return null;
        }
        String bound = text(literal);
        Integer order = value instanceof Boolean ? null : compareMeaning(value, bound);
        return order != null ? order : (Integer) compareCodePoints(text(value), bound);
    }

    /** The number that a scalar is or spells; null when it is none. */
    public static @Nullable Number number(Object scalar) {
        if (scalar instanceof Number number) {
            return number;
        }
        return scalar instanceof String text ? Numbers.parse(text) : null;
    }

    /** The address that a scalar spells; null when it spells none. */
    public static @Nullable Address address(Object scalar) {
        return scalar instanceof String text ? Address.read(text) : null;
    }

    /** The moment that an ISO-8601 date with at least a day spells; null when {@code text} is no such date. */
    public static @Nullable Instant moment(String text) {
        return Moments.parse(text);
    }

    /**
     * The moment of a value that stands beside an ISO-8601 date: a date itself, or an integer (also in a string) that
     * counts milliseconds since 1970. Null for anything else.
     */
    public static @Nullable Instant momentBesideDate(Object value) {
        if (value instanceof String text) {
            Instant date = Moments.parse(text);
            if (date != null) {
                return date;
            }
        }
        Number number = number(value);
        return number != null && Numbers.isLong(number) ? Instant.ofEpochMilli(number.longValue()) : null;
    }

    /** The order of keywords in an index: by code point, which is the order of the UTF-8 bytes. */
    public static int compareCodePoints(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean bothInOnePlane = Character.isSurrogate(a) == Character.isSurrogate(b);
                return bothInOnePlane ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static @Nullable Integer compareNumber(Object value, Number literal) {
        Number number = number(value);
        if (number != null) {
            return Numbers.compare(number, literal);
        }
        Instant moment = value instanceof String text ? Moments.parse(text) : null;
        return moment != null && Numbers.isLong(literal)
                ? (Integer) moment.compareTo(Instant.ofEpochMilli(literal.longValue()))
                : null;
    }

    /** By what both stand for, when both are addresses or both are moments; otherwise null. */
    private static @Nullable Integer compareMeaning(Object value, String literal) {
        Address wanted = Address.read(literal);
        if (wanted != null) {
            Address found = address(value);
            return found == null ? null : (Integer) found.compareTo(wanted);
        }
        Instant date = Moments.parse(literal);
        if (date != null) {
            Instant found = momentBesideDate(value);
            return found == null ? null : (Integer) found.compareTo(date);
        }
        return null;
    }

    /** {@code scalar} as an integer of a function's argument, bounded to an int; null when it is no integer. */
    public static @Nullable Integer position(Object scalar) {
        Number number = number(scalar);
        if (number == null || !isWhole(number)) {
            return null;
        }
        if (number instanceof BigInteger large) {
            return large.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        }
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number.longValue()));
    }

    private static boolean isWhole(Number number) {
        return Numbers.isIntegral(number) || number.doubleValue() == Math.rint(number.doubleValue());
    }
}
