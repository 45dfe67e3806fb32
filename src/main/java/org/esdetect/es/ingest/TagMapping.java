package org.esdetect.es.ingest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.metadata.MappingMetadata;
import org.esdetect.es.DetectNames;
import org.jspecify.annotations.Nullable;

/** Whether an index takes tagged events, and whether a search can find them there. */
public final class TagMapping {
    private static final Set<String> TEXTS = Set.of("keyword", "text", "match_only_text", "wildcard");
    private static final Set<String> TIMES =
            Set.of("date", "date_nanos", "keyword", "text", "match_only_text", "wildcard");

    /** A text that no mapping foresees becomes one field to search it in and one to sort it by. */
    private static final int FIELDS_OF_A_TEXT = 2;

    /** What the fields of a tag may be. */
    private static final Map<String, Set<String>> TYPES = types();

    private TagMapping() {}

    private static Map<String, Set<String>> types() {
        Map<String, Set<String>> types = new LinkedHashMap<>();
        types.put(DetectNames.TAG_RULE_IDS, TEXTS);
        types.put(DetectNames.TAG_DEFERRED, TEXTS);
        types.put(DetectNames.TAG_CAPPED, TEXTS);
        types.put(DetectNames.TAG_AT, TIMES);
        return types;
    }

    /**
     * Whether the mapping holds the tag, or takes up new fields by itself. An index for which neither holds is judged
     * on schedule although documents pass the processor: an alert that was lost could not be found again.
     */
    public static boolean canFind(ClusterState state, String index) {
        IndexMetadata metadata = state.metadata().index(index);
        return metadata == null || canFind(metadata);
    }

    /** The same of an index by its metadata. */
    public static boolean canFind(IndexMetadata metadata) {
        Map<String, Object> root = root(metadata);
        boolean searched = !"false".equals(String.valueOf(root.get("enabled")));
        return searched && !refuses(metadata, root) && (holds(root) || (grows(root) && hasRoom(metadata, root)));
    }

    /** Whether the mapping has the fields of the tag, so that it need not grow. */
    public static boolean holds(IndexMetadata metadata) {
        return holds(root(metadata));
    }

    /**
     * The field of the tag that is something else in this index, and what: a tagged document is refused there, or
     * cannot be found again. Empty when there is none.
     */
    public static Optional<String> obstacle(IndexMetadata metadata) {
        return obstacle(root(metadata));
    }

    /** Whether a document with a tag is refused: by what else is mapped there, or because nothing new is taken up. */
    static boolean refuses(IndexMetadata metadata) {
        return refuses(metadata, root(metadata));
    }

    private static boolean refuses(IndexMetadata metadata, Map<String, Object> root) {
        if (obstacle(root).isPresent()) {
            return true;
        }
        if (missing(root) == 0) {
            return false;
        }
        return switch (dynamic(root)) {
            case "strict" -> true;
            case "false" -> false;
            default -> !FieldLimit.isLenient(metadata) && !hasRoom(metadata, root);
        };
    }

    /** Whether the fields that a mapping lacks of the tag would fit into it. */
    private static boolean hasRoom(IndexMetadata metadata, Map<String, Object> root) {
        int objects = field(root, DetectNames.TAG) == null ? 1 : 0;
        return FieldLimit.room(metadata, root) >= missing(root) * FIELDS_OF_A_TEXT + objects;
    }

    private static int missing(Map<?, ?> root) {
        return (int) TYPES.keySet().stream()
                .filter(each -> field(root, each) == null)
                .count();
    }

    private static Map<String, Object> root(IndexMetadata metadata) {
        MappingMetadata mapping = metadata.mapping();
        return mapping == null ? Map.of() : mapping.sourceAsMap();
    }

    private static Optional<String> obstacle(Map<?, ?> root) {
        Map<?, ?> tag = field(root, DetectNames.TAG);
        if (tag != null && !type(tag).equals("object")) {
            return Optional.of("[" + DetectNames.TAG + "] is mapped as [" + type(tag) + "]");
        }
        for (Map.Entry<String, Set<String>> each : TYPES.entrySet()) {
            Map<?, ?> field = field(root, each.getKey());
            if (field != null && !each.getValue().contains(type(field))) {
                return Optional.of("[" + each.getKey() + "] is mapped as [" + type(field) + "]");
            }
        }
        return Optional.empty();
    }

    private static String type(Map<?, ?> field) {
        Object type = field.get("type");
        return type == null ? "object" : type.toString();
    }

    private static boolean holds(Map<?, ?> root) {
        return field(root, DetectNames.TAG_RULE_IDS) != null && field(root, DetectNames.TAG_DEFERRED) != null;
    }

    private static boolean grows(Map<?, ?> root) {
        return dynamic(root).equals("true");
    }

    /** What becomes of new fields of the tag: an object may differ from its index. */
    private static String dynamic(Map<?, ?> root) {
        Map<?, ?> tag = field(root, DetectNames.TAG);
        Object dynamic = tag == null || tag.get("dynamic") == null ? root.get("dynamic") : tag.get("dynamic");
        return dynamic == null ? "true" : dynamic.toString();
    }

    /** By its path, whether that is written as nested objects or with dots. */
    private static @Nullable Map<?, ?> field(Map<?, ?> object, String path) {
        if (!(object.get("properties") instanceof Map<?, ?> properties)) {
            return null;
        }
        if (properties.get(path) instanceof Map<?, ?> found) {
            return found;
        }
        int dot = path.indexOf('.');
        return dot >= 0 && properties.get(path.substring(0, dot)) instanceof Map<?, ?> parent
                ? field(parent, path.substring(dot + 1))
                : null;
    }
}
