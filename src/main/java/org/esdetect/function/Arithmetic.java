package org.esdetect.function;

import java.math.BigInteger;
import org.esdetect.event.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * {@code + - * / %}: integers stay integers and divide toward zero, one double makes a double, the remainder has the
 * dividend's sign. An overflow of a long, a division by zero and a result that is not finite are null.
 */
final class Arithmetic {
    private Arithmetic() {}

    static @Nullable Object add(Arguments arguments) {
        return apply(arguments, BigInteger::add, Double::sum);
    }

    static @Nullable Object subtract(Arguments arguments) {
        return apply(arguments, BigInteger::subtract, (a, b) -> a - b);
    }

    static @Nullable Object multiply(Arguments arguments) {
        return apply(arguments, BigInteger::multiply, (a, b) -> a * b);
    }

    static @Nullable Object divide(Arguments arguments) {
        return apply(arguments, (a, b) -> b.signum() == 0 ? null : a.divide(b), (a, b) -> a / b);
    }

    static @Nullable Object modulo(Arguments arguments) {
        return apply(arguments, (a, b) -> b.signum() == 0 ? null : a.remainder(b), (a, b) -> a % b);
    }

    private interface OnIntegers {
        @Nullable
        BigInteger apply(BigInteger left, BigInteger right);
    }

    private interface OnDoubles {
        double apply(double left, double right);
    }

    private static @Nullable Object apply(Arguments arguments, OnIntegers integers, OnDoubles doubles) {
        Number left = arguments.number(0);
        Number right = arguments.number(1);
        if (left == null || right == null) {
            return null;
        }
        if (Numbers.isIntegral(left) && Numbers.isIntegral(right)) {
            BigInteger result = integers.apply(integer(left), integer(right));
            return result == null || result.bitLength() > 63 ? null : (Object) result.longValue();
        }
        double result = doubles.apply(left.doubleValue(), right.doubleValue());
        return Double.isFinite(result) ? (Object) result : null;
    }

    private static BigInteger integer(Number number) {
        return number instanceof BigInteger large ? large : BigInteger.valueOf(number.longValue());
    }
}
