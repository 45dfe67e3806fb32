package org.esdetect.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document by dotted path, through nested objects, dotted keys and arrays of objects alike. Unlike an event's
 * values, what it finds may be an object.
 */
final class SourcePath {
    private SourcePath() {}

    /** Everything at {@code path}, in document order: scalars and objects, never null or a list. */
    static List<Object> nodes(Map<String, Object> source, String path) {
        List<Object> found = new ArrayList<>(1);
        collect(source, path, found);
        return found;
    }

    /** The first scalar at {@code path}, as text. */
    static Optional<String> firstText(Map<String, Object> source, String path) {
        return texts(source, path).stream().findFirst();
    }

    /** The scalars at {@code path}, as text. */
    static List<String> texts(Map<String, Object> source, String path) {
        return nodes(source, path).stream()
                .filter(node -> !(node instanceof Map))
                .map(String::valueOf)
                .toList();
    }

    private static void collect(@Nullable Object node, String path, List<Object> found) {
        if (node instanceof List<?> items) {
            items.forEach(item -> collect(item, path, found));
        } else if (node instanceof Map<?, ?> object) {
            collect(object.get(path), found);
            for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
                collect(object.get(path.substring(0, dot)), path.substring(dot + 1), found);
            }
        }
    }

    private static void collect(@Nullable Object node, List<Object> found) {
        if (node instanceof List<?> items) {
            items.forEach(item -> collect(item, found));
        } else if (node != null) {
            found.add(node);
        }
    }
}
