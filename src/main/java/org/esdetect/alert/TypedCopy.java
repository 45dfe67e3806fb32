package org.esdetect.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.ecs.EcsType;
import org.esdetect.ecs.FieldTable;
import org.jspecify.annotations.Nullable;

/**
 * Copies what fits the types of a table, and reports the paths of the rest. An alert must be written whatever its event
 * looks like, and one value that contradicts the mapping makes Elasticsearch refuse the whole document.
 *
 * <p>In a list only the bad items go. Fields that the table does not name are copied as they are: the alert mapping is
 * not dynamic. One copy takes at most {@link #MOST_NESTED_OBJECTS} nested objects (each is a document for Lucene).
 * Names that Elasticsearch refuses and what lies too deep are left out as {@link NestedSource} does. Not thread-safe.
 */
final class TypedCopy {
    /** Elasticsearch refuses a document with more than 10,000. */
    static final int MOST_NESTED_OBJECTS = 1000;

    /** Stands for "does not fit"; null is a value that fits everywhere. */
    private static final Object UNFIT = new Object();

    private final FieldTable table;
    private final DroppedFields dropped;
    private int nestedObjects;
    private int depth;

    TypedCopy(FieldTable table, DroppedFields dropped) {
        this.table = table;
        this.dropped = dropped;
    }

    /** The fields of a whole document. */
    Map<String, Object> document(Map<String, Object> source) {
        return members(source, "");
    }

    /** Puts what fits of {@code value} into {@code owner} under the full path {@code field}. */
    void put(Map<String, Object> owner, String field, @Nullable Object value) {
        Object copy = value(field, value);
        if (copy != UNFIT) {
            owner.put(field, copy);
        }
    }

    private Map<String, Object> members(Map<?, ?> object, String prefix) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, member) -> {
            String name = WellFormed.text(String.valueOf(key));
            Object value = UNFIT;
            if (NestedSource.isUsable(name)) {
                value = value(prefix + name, member);
            } else {
                dropped.add(prefix + name);
            }
            if (value != UNFIT) {
                copy.put(name, value);
            }
        });
        return copy;
    }

    private @Nullable Object value(String path, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        EcsType type = table.type(path).orElse(null);
        depth++;
        Object copy = depth > NestedSource.DEEPEST ? UNFIT : value(path, type, value);
        depth--;
        if (copy == UNFIT) {
            dropped.add(path);
        }
        return copy;
    }

    private Object value(String path, @Nullable EcsType type, Object value) {
        if (value instanceof Map<?, ?> object) {
            return object(path, type, object);
        }
        if (!(value instanceof List<?> items)) {
            return scalar(path, type, value);
        }
        return type == EcsType.GEO_POINT && FieldValues.isPoint(items) ? new ArrayList<>(items) : list(path, items);
    }

    private Object list(String path, List<?> items) {
        List<@Nullable Object> copy = new ArrayList<>(items.size());
        for (Object item : items) {
            Object value = value(path, item);
            if (value != UNFIT) {
                copy.add(value);
            }
        }
        return copy.isEmpty() && !items.isEmpty() ? UNFIT : copy;
    }

    private Object object(String path, @Nullable EcsType type, Map<?, ?> object) {
        if (type == EcsType.NESTED && ++nestedObjects > MOST_NESTED_OBJECTS) {
            return UNFIT;
        }
        if (type == null || table.isParent(path) || type == EcsType.UNINDEXED) {
            return members(object, path + ".");
        }
        return switch (type) {
            case FLATTENED, OBJECT, NESTED -> new FlattenedCopy(path, dropped).object(object);
            case GEO_POINT -> FieldValues.isPoint(object) ? new LinkedHashMap<Object, Object>(object) : UNFIT;
            case KEYWORD,
                    WILDCARD,
                    CONSTANT_KEYWORD,
                    TEXT,
                    LONG,
                    UNSIGNED_LONG,
                    FLOAT,
                    DOUBLE,
                    SCALED_FLOAT,
                    BOOLEAN,
                    DATE,
                    DATE_RANGE,
                    IP,
                    UNINDEXED -> UNFIT;
        };
    }

    private Object scalar(String path, @Nullable EcsType type, Object scalar) {
        if (!(scalar instanceof String || scalar instanceof Number || scalar instanceof Boolean)) {
            return UNFIT;
        }
        boolean fits = type == null ? !table.isParent(path) : FieldValues.fits(type, scalar);
        if (!fits) {
            return UNFIT;
        }
        return scalar instanceof String text ? WellFormed.text(text) : scalar;
    }
}
