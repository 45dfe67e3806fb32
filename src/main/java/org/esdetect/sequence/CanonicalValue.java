package org.esdetect.sequence;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The one form in which join keys and tiebreakers are compared, and the order of such forms.
 *
 * <p>Numbers that are whole become {@link Long}, or {@link BigInteger} beyond its range, however they were written; all
 * others become {@link Double}. Strings and booleans stay as they are. So {@code 7}, {@code 7L} and {@code 7.0} are one
 * key, and none of them is the string {@code "7"}.
 */
final class CanonicalValue {
    private static final double LONG_RANGE = 0x1p63;

    private CanonicalValue() {}

    static Object of(Object value) {
        if (value instanceof String || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger whole) {
            return ofWhole(whole);
        }
        if (value instanceof BigDecimal decimal) {
            return ofDecimal(decimal);
        }
        if (value instanceof Float single) {
            // By its digits: 0.1f widened bit by bit is not the 0.1 that the event says.
            return ofDouble(Double.parseDouble(single.toString()));
        }
        return value instanceof Number number ? ofDouble(number.doubleValue()) : value.toString();
    }

    /**
     * A total order of canonical values: booleans, then numbers by value, then strings.
     *
     * @param left as {@link #of} returns it
     * @param right as {@link #of} returns it
     */
    static int compare(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        if (left instanceof Number a && right instanceof Number b) {
            return compareNumbers(a, b);
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return a.compareTo(b);
        }
        return Integer.compare(kind(left), kind(right));
    }

    private static int kind(Object value) {
        return value instanceof Boolean ? 0 : value instanceof Number ? 1 : 2;
    }

    private static int compareNumbers(Number left, Number right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (Double.isFinite(left.doubleValue()) && Double.isFinite(right.doubleValue())) {
            return exact(left).compareTo(exact(right));
        }
        return Double.compare(left.doubleValue(), right.doubleValue());
    }

    private static BigDecimal exact(Number number) {
        if (number instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }

    private static Number ofWhole(BigInteger whole) {
        return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
    }

    private static Number ofDecimal(BigDecimal decimal) {
        double approximate = decimal.doubleValue();
        // A finite double keeps the integer part below 310 digits, so that writing it out is cheap.
        boolean whole =
                Double.isFinite(approximate) && decimal.stripTrailingZeros().scale() <= 0;
        return whole ? ofWhole(decimal.toBigIntegerExact()) : (Number) approximate;
    }

    private static Number ofDouble(double value) {
        if (!Double.isFinite(value) || value != Math.rint(value)) {
            return value;
        }
        return Math.abs(value) < LONG_RANGE
                ? (Number) (long) value
                : ofWhole(new BigDecimal(value).toBigIntegerExact());
    }
}
