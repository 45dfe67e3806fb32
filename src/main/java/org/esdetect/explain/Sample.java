package org.esdetect.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.esdetect.text.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * The first of some values, and how many there are in all.
 *
 * @param first at most {@value #MAX_SHOWN}, long texts cut; null stands for EQL's {@code null}
 */
public record Sample(List<@Nullable Object> first, int count) {
    static final int MAX_SHOWN = 10;

    public Sample {
        first = Collections.unmodifiableList(new ArrayList<>(first));
    }

    static Sample of(List<? extends @Nullable Object> values) {
        List<@Nullable Object> first = new ArrayList<>();
        for (@Nullable Object value : values.subList(0, Math.min(values.size(), MAX_SHOWN))) {
            first.add(shortened(value));
        }
        return new Sample(first, values.size());
    }

    /** {@code value}, cut when it is a long text. */
    static @Nullable Object shortened(@Nullable Object value) {
        return value instanceof String text ? Excerpt.of(text) : value;
    }

    /** {@code ["a", 5, ... 3 more]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (@Nullable Object value : first) {
            text.append(text.length() == 1 ? "" : ", ").append(quoted(value));
        }
        if (count > first.size()) {
            text.append(", ... ").append(count - first.size()).append(" more");
        }
        return text.append(']').toString();
    }

    private static String quoted(@Nullable Object value) {
        return value instanceof String text ? '"' + text.replace("\r", "\\r").replace("\n", "\\n") + '"' : "" + value;
    }
}
