package org.esdetect.ecs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Tables to the {@code properties} of an index mapping, with types that every distribution has. */
public final class Mappings {
    /**
     * What a keyword is found by, as ECS has it. Longer values stay in the document; without the limit they reject it.
     */
    public static final int KEYWORD_LENGTH = 1024;

    /** The limit of {@link EcsField.Indexing#LONG}. */
    public static final int LONG_KEYWORD_LENGTH = 4096;

    /**
     * The limit where ECS has {@code wildcard}, which knows none: command lines are long. At three bytes a character it
     * stays below Lucene's 32,766 bytes a term.
     */
    public static final int WILDCARD_LENGTH = 8191;

    private Mappings() {}

    /** The properties of all fields of {@code table}. */
    public static Map<String, Object> properties(FieldTable table) {
        return properties(table, field -> true);
    }

    /** The properties of the fields that {@code wanted} selects, and of the objects around them. */
    public static Map<String, Object> properties(FieldTable table, Predicate<EcsField> wanted) {
        Map<String, Object> root = new LinkedHashMap<>();
        table.all().values().stream().filter(wanted).forEach(field -> {
            Map<String, Object> siblings = root;
            String name = field.name();
            int start = 0;
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
                siblings = children(child(siblings, name.substring(start, dot)));
                start = dot + 1;
            }
            child(siblings, name.substring(start)).putAll(property(field, table.isParent(name)));
        });
        return root;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> siblings, String name) {
        return (Map<String, Object>) siblings.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>());
    }

    private static Map<String, Object> children(Map<String, Object> property) {
        return child(property, "properties");
    }

    private static Map<String, Object> property(EcsField field, boolean hasChildren) {
        return switch (field.type()) {
            case KEYWORD, CONSTANT_KEYWORD, UNSIGNED_LONG -> keyword(field.indexing());
            case WILDCARD -> keyword(WILDCARD_LENGTH);
            case OBJECT -> hasChildren ? Map.of("type", "object") : flattened(field.indexing());
            case FLATTENED -> flattened(field.indexing());
            case UNINDEXED -> Map.of("type", "object", "enabled", false);
            case NESTED -> Map.of("type", "nested");
            case LONG, FLOAT, DOUBLE, SCALED_FLOAT, BOOLEAN, DATE, DATE_RANGE, IP, GEO_POINT, TEXT ->
                plain(field.type(), field.indexing());
        };
    }

    private static Map<String, Object> keyword(EcsField.Indexing indexing) {
        return switch (indexing) {
            case SEARCHED -> keyword(KEYWORD_LENGTH);
            case LONG -> keyword(LONG_KEYWORD_LENGTH);
            case STORED -> stored(EcsType.KEYWORD);
            case TEXT -> {
                Map<String, Object> property = keyword(KEYWORD_LENGTH);
                property.put("fields", Map.of("text", Map.of("type", EcsType.TEXT.mappingType())));
                yield property;
            }
        };
    }

    private static Map<String, Object> keyword(int ignoreAbove) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("type", EcsType.KEYWORD.mappingType());
        property.put("ignore_above", ignoreAbove);
        return property;
    }

    private static Map<String, Object> flattened(EcsField.Indexing indexing) {
        if (indexing == EcsField.Indexing.STORED) {
            return stored(EcsType.FLATTENED);
        }
        int length = indexing == EcsField.Indexing.LONG ? LONG_KEYWORD_LENGTH : KEYWORD_LENGTH;
        return Map.of("type", EcsType.FLATTENED.mappingType(), "ignore_above", length);
    }

    private static Map<String, Object> plain(EcsType type, EcsField.Indexing indexing) {
        return indexing == EcsField.Indexing.STORED ? stored(type) : Map.of("type", type.mappingType());
    }

    private static Map<String, Object> stored(EcsType type) {
        return Map.of("type", type.mappingType(), "index", false, "doc_values", false);
    }
}
