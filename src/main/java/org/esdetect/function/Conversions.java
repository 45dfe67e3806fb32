package org.esdetect.function;

import org.esdetect.event.Numbers;
import org.jspecify.annotations.Nullable;

/** {@code string} and {@code number}. */
final class Conversions {
    private static final int DECIMAL = 10;
    private static final int HEXADECIMAL = 16;
    private static final String HEXADECIMAL_PREFIX = "0x";

    private Conversions() {}

    static @Nullable Object string(Arguments arguments) {
        return arguments.text(0);
    }

    /** Null for a text that is no number of the base; x-pack would fail the search. */
    static @Nullable Object number(Arguments arguments) {
        String text = arguments.text(0);
        if (text == null || arguments.hasNull()) {
            return null;
        }
        boolean prefixed = text.startsWith(HEXADECIMAL_PREFIX);
        Integer base = arguments.count() > 1 ? arguments.position(1) : (Integer) (prefixed ? HEXADECIMAL : DECIMAL);
        if (base == null || base < Character.MIN_RADIX || base > Character.MAX_RADIX) {
            return null;
        }
        if (base == DECIMAL) {
            Number number = Numbers.parse(text);
            return number == null || Numbers.isLong(number) ? number : (Object) number.doubleValue();
        }
        String digits = prefixed && base == HEXADECIMAL ? text.substring(HEXADECIMAL_PREFIX.length()) : text;
        return integer(digits, base);
    }

    private static @Nullable Long integer(String digits, int base) {
        try {
            return Long.parseLong(digits, base);
        } catch (NumberFormatException notOfThatBase) {
            return null;
        }
    }
}
