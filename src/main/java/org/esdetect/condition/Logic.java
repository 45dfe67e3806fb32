package org.esdetect.condition;

import org.jspecify.annotations.Nullable;

/** Three-valued logic inside expressions: null is unknown, and decides nothing that the other side decides. */
final class Logic {
    private Logic() {}

    /** A value as truth: a boolean, or the text of one; anything else is unknown. */
    static @Nullable Boolean truth(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        return "true".equals(value) ? Boolean.TRUE : "false".equals(value) ? Boolean.FALSE : null;
    }

    static @Nullable Boolean and(@Nullable Boolean left, @Nullable Boolean right) {
        if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
            return false;
        }
        return (left == null || right == null) ? null : Boolean.TRUE;
    }

    static @Nullable Boolean or(@Nullable Boolean left, @Nullable Boolean right) {
        if (Boolean.TRUE.equals(left) || Boolean.TRUE.equals(right)) {
            return true;
        }
        return (left == null || right == null) ? null : Boolean.FALSE;
    }

    static @Nullable Boolean not(@Nullable Boolean operand) {
        return operand == null ? null : (Boolean) !operand;
    }
}
