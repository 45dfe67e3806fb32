package org.esdetect.rule;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value as it stands in a message: short, on one line. */
final class Shown {
    private static final int MAX_LENGTH = 60;

    private Shown() {}

    static String value(@Nullable Object value) {
        String text = String.valueOf(value).replaceAll("\\s+", " ");
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return text.substring(0, end) + "...";
    }

    static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof List<?>) {
            return "an array";
        }
        return value instanceof Map<?, ?> ? "an object" : "a value";
    }

    static String choice(Collection<String> values) {
        return values.size() == 1 ? "[" + values.iterator().next() + "]" : "one of [" + String.join(", ", values) + "]";
    }
}
