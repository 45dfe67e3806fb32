package org.esdetect.es.ingest;

import java.util.Map;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.metadata.MappingMetadata;
import org.esdetect.es.DetectNames;

/** Whether a search can find the tagged events of an index. */
public final class TagMapping {
    private TagMapping() {}

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
        MappingMetadata mapping = metadata.mapping();
        if (mapping == null) {
            return true;
        }
        Map<String, Object> root = mapping.sourceAsMap();
        return (holds(root, DetectNames.TAG_RULE_IDS) && holds(root, DetectNames.TAG_DEFERRED)) || isDynamic(root);
    }

    private static boolean isDynamic(Map<?, ?> root) {
        Object dynamic = root.get("dynamic");
        return dynamic == null || "true".equals(dynamic.toString());
    }

    private static boolean holds(Map<?, ?> object, String path) {
        if (!(object.get("properties") instanceof Map<?, ?> properties)) {
            return false;
        }
        if (properties.containsKey(path)) {
            return true;
        }
        int dot = path.indexOf('.');
        Object found = properties.get(dot < 0 ? path : path.substring(0, dot));
        if (!(found instanceof Map<?, ?> field)) {
            return false;
        }
        return dot >= 0 && holds(field, path.substring(dot + 1));
    }
}
