package org.esdetect.product;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes recorded events such as a large fleet sends: each path and command line its own. Where a text has a backslash, a folder
 * of eight random digits comes before the last one; names, extensions, beginnings and endings stay what rules ask for.
 */
final class ManyDistinctValues {
    private final SplittableRandom random;

    ManyDistinctValues(long seed) {
        this.random = new SplittableRandom(seed);
    }

    void change(Map<String, Object> object) {
        object.replaceAll((key, value) -> changed(value));
    }

    @SuppressWarnings("unchecked")
    private Object changed(Object value) {
        if (value instanceof Map<?, ?> object) {
            change((Map<String, Object>) object);
            return object;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::changed).toList();
        }
        int end = value instanceof String text ? text.lastIndexOf('\\') : -1;
        return end < 0
                ? value
                : ((String) value).substring(0, end)
                        + String.format("\\%08x", random.nextInt())
                        + ((String) value).substring(end);
    }
}
