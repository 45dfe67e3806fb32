package org.esdetect.eql.lower;

import java.math.BigInteger;
import java.util.Optional;
import org.esdetect.condition.Literal;
import org.esdetect.eql.ast.Expression;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for every event, as far as it is known before there is one: constants and signed numbers. Whatever
 * else is constant is left to the evaluator. The only place that folds.
 */
final class Constants {
    private Constants() {}

    /** The value of {@code expression}; empty when it is not known here. */
    static Optional<Value> fold(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return Optional.of(new Value(literal.value() == null ? null : new Literal(literal.value())));
        }
        if (expression instanceof Expression.Signed signed) {
            return fold(signed.operand()).flatMap(value -> signed.negative() ? negated(value) : Optional.of(value));
        }
        return Optional.empty();
    }

    private static Optional<Value> negated(Value value) {
        Literal literal = value.literal();
        if (literal == null) {
            return Optional.of(value);
        }
        if (literal.value() instanceof Double number) {
            return Optional.of(new Value(new Literal(-number)));
        }
        if (literal.value() instanceof Long || literal.value() instanceof BigInteger) {
            BigInteger number = new BigInteger(literal.value().toString()).negate();
            return number.bitLength() < Long.SIZE
                    ? Optional.of(new Value(new Literal(number.longValueExact())))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** A known value; {@code literal} null is EQL's {@code null}. */
    record Value(@Nullable Literal literal) {
        boolean isNull() {
            return literal == null;
        }
    }
}
