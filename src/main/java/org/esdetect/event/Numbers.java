package org.esdetect.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers of any Java type as numbers: compared by value, read from plain text. */
public final class Numbers {
    /** Up to here every integer is exactly one double. */
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    /** Longer integers are read as doubles: reading a number of many digits exactly costs its length squared. */
    private static final int MAX_EXACT_DIGITS = 40;

    /** A longer text is no number that anyone wrote. */
    private static final int MAX_LENGTH = 400;

    private Numbers() {}

    /** Negative, zero or positive, by mathematical value: 5 equals 5.0. Not a number comes after everything. */
    public static int compare(Number left, Number right) {
        if (isLong(left) && isLong(right)) {
            return Long.compare(left.longValue(), right.longValue());
        }
        if (fitsDouble(left) && fitsDouble(right)) {
            // Adding zero turns -0.0 into 0.0, which Double.compare tells apart.
            return Double.compare(left.doubleValue() + 0.0, right.doubleValue() + 0.0);
        }
        if (!isFinite(left) || !isFinite(right)) {
            return Double.compare(left.doubleValue(), right.doubleValue());
        }
        return exact(left).compareTo(exact(right));
    }

    /** Whether {@code number} has one of the integral types that fit a long. */
    public static boolean isLong(Number number) {
        return number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte;
    }

    /** Whether {@code number} has an integral type. */
    public static boolean isIntegral(Number number) {
        return isLong(number) || number instanceof BigInteger;
    }

    /**
     * The number that {@code text} spells in decimal: an optional sign, digits with at most one point, an optional
     * exponent. A {@link Long}, beyond it a {@link BigInteger}, with a point or exponent a {@link Double}; null when it
     * is none, or is not finite.
     */
    public static @Nullable Number parse(String text) {
        int length = text.length();
        if (length == 0 || length > MAX_LENGTH || text.charAt(length - 1) > '9') {
            return null;
        }
        boolean fractional = false;
        int digits = 0;
        int at = isSign(text.charAt(0)) ? 1 : 0;
        for (; at < length && text.charAt(at) <= '9'; at++) {
            char c = text.charAt(at);
            if (c >= '0') {
                digits++;
            } else if (c == '.' && !fractional) {
                fractional = true;
            } else {
                return null;
            }
        }
        if (digits == 0 || (at < length && !isExponent(text, at))) {
            return null;
        }
        return fractional || at < length || digits > MAX_EXACT_DIGITS ? finite(text) : integral(text);
    }

    static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        return isLong(number) ? BigDecimal.valueOf(number.longValue()) : new BigDecimal(number.doubleValue());
    }

    private static boolean fitsDouble(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return true;
        }
        return isLong(number)
                && Math.abs(number.longValue()) <= EXACT_IN_DOUBLE
                && number.longValue() != Long.MIN_VALUE;
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
    }

    private static Number integral(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException beyondLong) {
            return new BigInteger(text);
        }
    }

    private static @Nullable Number finite(String text) {
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? (Number) value : null;
    }

    private static boolean isExponent(String text, int at) {
        if ((text.charAt(at) | 0x20) != 'e') {
            return false;
        }
        int from = at + 1 < text.length() && isSign(text.charAt(at + 1)) ? at + 2 : at + 1;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < text.length();
    }

    private static boolean isSign(char c) {
        return c == '+' || c == '-';
    }
}
