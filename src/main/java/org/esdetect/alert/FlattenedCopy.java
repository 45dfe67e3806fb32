package org.esdetect.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies an object for a {@code flattened} field, within the limits of that type: 20 levels, no NUL in a name, and name
 * and value together in one term. Reports what it leaves out under the field's own path.
 */
final class FlattenedCopy {
    private static final int DEEPEST = 15;

    /**
     * With a value of {@link org.esdetect.ecs.Mappings#LONG_KEYWORD_LENGTH} at three bytes a character still one term.
     */
    private static final int LONGEST_PATH = 2000;

    private final String field;
    private final DroppedFields dropped;

    FlattenedCopy(String field, DroppedFields dropped) {
        this.field = field;
        this.dropped = dropped;
    }

    Map<String, Object> object(Map<?, ?> object) {
        return object(object, 0, 0);
    }

    private Map<String, Object> object(Map<?, ?> object, int depth, int pathLength) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, member) -> {
            String name = WellFormed.text(String.valueOf(key));
            int length = pathLength + name.length() + 1;
            if (depth >= DEEPEST || length > LONGEST_PATH || name.indexOf('\0') >= 0) {
                dropped.add(field);
            } else {
                copy.put(name, value(member, depth + 1, length));
            }
        });
        return copy;
    }

    private @Nullable Object value(@Nullable Object value, int depth, int pathLength) {
        if (value instanceof Map<?, ?> object) {
            return object(object, depth, pathLength);
        }
        if (value instanceof List<?> items) {
            List<@Nullable Object> copy = new ArrayList<>(items.size());
            items.forEach(item -> copy.add(value(item, depth, pathLength)));
            return copy;
        }
        return value instanceof String text ? WellFormed.text(text) : value;
    }
}
