package org.esdetect.condition;

import java.math.BigInteger;

/**
 * A constant of a rule.
 *
 * @param value a {@link String}, {@link Boolean}, {@link Long}, {@link BigInteger} (beyond a long) or {@link Double}
 */
public record Literal(Object value) {
    public Literal {
        if (!(value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof Double)) {
            throw new IllegalArgumentException("a literal is a string, boolean, long, big integer or double, found ["
                    + value.getClass().getName() + "]");
        }
    }
}
