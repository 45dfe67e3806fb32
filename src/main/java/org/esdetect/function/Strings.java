package org.esdetect.function;

import org.jspecify.annotations.Nullable;

/**
 * The string functions. Positions and lengths count UTF-16 units, as x-pack does. Null in gives null out but where a
 * method says otherwise.
 */
final class Strings {
    private Strings() {}

    static @Nullable Object length(Arguments arguments) {
        String text = arguments.text(0);
        return text == null ? null : (Object) (long) text.length();
    }

    static @Nullable Object concat(Arguments arguments) {
        if (arguments.hasNull()) {
            return null;
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < arguments.count(); i++) {
            joined.append(arguments.text(i));
        }
        return joined.toString();
    }

    static @Nullable Object startsWith(Arguments arguments) {
        String text = arguments.searchable(0);
        String wanted = arguments.searchable(1);
        return text == null || wanted == null ? null : (Object) text.startsWith(wanted);
    }

    static @Nullable Object endsWith(Arguments arguments) {
        String text = arguments.searchable(0);
        String wanted = arguments.searchable(1);
        return text == null || wanted == null ? null : (Object) text.endsWith(wanted);
    }

    /** False when either text is empty: an empty text is contained in none. */
    static @Nullable Object contains(Arguments arguments) {
        String text = arguments.searchable(0);
        String wanted = arguments.searchable(1);
        return text == null || wanted == null ? null : (Object) (!wanted.isEmpty() && text.contains(wanted));
    }

    /** A start that is null, missing or negative is 0. Null when the text is not there. */
    static @Nullable Object indexOf(Arguments arguments) {
        String text = arguments.searchable(0);
        String wanted = arguments.searchable(1);
        if (text == null || wanted == null) {
            return null;
        }
        int start = Math.max(0, orElse(arguments.position(2), 0));
        int index = text.indexOf(wanted, start);
        return index < 0 ? null : (Object) (long) index;
    }

    /** As a Python slice: negative positions count from the end. A null start is 0, a null end the end. */
    static @Nullable Object substring(Arguments arguments) {
        String text = arguments.text(0);
        if (text == null) {
            return null;
        }
        int start = slicePosition(orElse(arguments.position(1), 0), text.length());
        int end = slicePosition(orElse(arguments.position(2), text.length()), text.length());
        return start >= end ? "" : text.substring(start, end);
    }

    /**
     * The text between the first {@code left} and the first {@code right} after it, or the last {@code right} anywhere
     * when greedy. Empty when a bound is not found, or stands before the other; the whole source when a bound is empty.
     */
    static @Nullable Object between(Arguments arguments) {
        String source = arguments.text(0);
        String text = arguments.searchable(0);
        String left = arguments.searchable(1);
        String right = arguments.searchable(2);
        if (source == null || text == null || left == null || right == null || arguments.hasNull()) {
            return null;
        }
        if (text.isEmpty() || left.isEmpty() || right.isEmpty()) {
            return source;
        }
        int found = text.indexOf(left);
        int start = found + left.length();
        boolean greedy = Boolean.TRUE.equals(arguments.value(3));
        int end = found < 0 ? -1 : greedy ? text.lastIndexOf(right) : text.indexOf(right, start);
        return end < start ? "" : source.substring(start, end);
    }

    private static int orElse(@Nullable Integer value, int other) {
        return value == null ? other : value;
    }

    private static int slicePosition(int position, int length) {
        long fromStart = position < 0 ? (long) position + length : position;
        return (int) Math.max(0, Math.min(length, fromStart));
    }
}
