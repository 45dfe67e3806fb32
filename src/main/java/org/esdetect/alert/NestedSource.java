package org.esdetect.alert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code {"a.b": 1, "a": {"c": 2}} -> {"a": {"b": 1, "c": 2}}}: a document with its dotted keys written out as objects,
 * and what meets at one path joined as Elasticsearch would index it.
 *
 * <p>Left out and reported: keys that Elasticsearch refuses (an empty or blank part), names that it keeps to itself
 * ({@code _id} and all that begin with an underscore), names over {@link #LONGEST_NAME} characters, and what lies
 * deeper than {@link #DEEPEST} levels.
 */
final class NestedSource {
    static final int DEEPEST = 50;
    static final int LONGEST_NAME = 512;

    private final DroppedFields dropped;

    private NestedSource(DroppedFields dropped) {
        this.dropped = dropped;
    }

    /** A new map that shares no object or list with {@code source}. */
    static Map<String, Object> of(Map<String, Object> source, DroppedFields dropped) {
        Map<String, Object> root = new NestedSource(dropped).object(source, "", 0);
        root.keySet().removeIf(name -> {
            boolean reserved = name.startsWith("_");
            if (reserved) {
                dropped.add(name);
            }
            return reserved;
        });
        return root;
    }

    private Map<String, Object> object(Map<?, ?> object, String path, int depth) {
        Map<String, Object> nested = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            String name = String.valueOf(key);
            String[] parts = name.split("\\.", -1);
            String fullPath = path + name;
            if (!isUsable(name) || depth + parts.length > DEEPEST) {
                dropped.add(fullPath);
                return;
            }
            put(nested, parts, value(value, fullPath, depth + parts.length));
        });
        return nested;
    }

    private @Nullable Object value(@Nullable Object value, String path, int depth) {
        if (value instanceof Map<?, ?> object) {
            return object(object, path + ".", depth);
        }
        if (!(value instanceof List<?> items)) {
            return value;
        }
        List<@Nullable Object> nested = new ArrayList<>(items.size());
        if (depth >= DEEPEST) {
            dropped.add(path);
            return nested;
        }
        items.forEach(item -> nested.add(value(item, path, depth + 1)));
        return nested;
    }

    /** Whether Elasticsearch takes {@code name} as a key: each part between dots holds more than white space. */
    static boolean isUsable(String name) {
        if (name.indexOf('.') < 0) {
            return name.length() <= LONGEST_NAME && !name.isBlank();
        }
        return name.length() <= LONGEST_NAME
                && Arrays.stream(name.split("\\.", -1)).noneMatch(String::isBlank);
    }

    private static void put(Map<String, Object> owner, String[] parts, @Nullable Object value) {
        Object wrapped = value;
        for (int i = parts.length - 1; i > 0; i--) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put(parts[i], wrapped);
            wrapped = object;
        }
        join(owner, parts[0], wrapped);
    }

    private static void join(Map<String, Object> owner, String name, @Nullable Object value) {
        Object known = owner.get(name);
        if (known == null) {
            owner.put(name, value);
        } else if (known instanceof Map<?, ?> && value instanceof Map<?, ?> more) {
            @SuppressWarnings("unchecked")
            Map<String, Object> object = (Map<String, Object>) known;
            more.forEach((key, member) -> join(object, (String) key, member));
        } else if (value != null) {
            List<Object> both = new ArrayList<>(items(known));
            both.addAll(items(value));
            owner.put(name, both);
        }
    }

    private static List<?> items(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }
}
