package org.esdetect.es.ingest;

import java.util.Map;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.index.mapper.MapperService;
import org.jspecify.annotations.Nullable;

/** How many fields a mapping may still take up, counted as Elasticsearch does. */
final class FieldLimit {
    private FieldLimit() {}

    /** Whether a document beyond the limit goes in without its new fields, instead of being refused. */
    static boolean isLenient(IndexMetadata metadata) {
        return MapperService.INDEX_MAPPING_IGNORE_DYNAMIC_BEYOND_LIMIT_SETTING.get(metadata.getSettings());
    }

    /** @return less than nothing where the limit was lowered below what is mapped */
    static long room(IndexMetadata metadata, Map<String, Object> root) {
        long limit = MapperService.INDEX_MAPPING_TOTAL_FIELDS_LIMIT_SETTING.get(metadata.getSettings());
        return limit - below(root.get("properties")) - size(root.get("runtime"));
    }

    /** Objects, fields and the fields that a field has beside itself. */
    private static long below(@Nullable Object fields) {
        long count = 0;
        if (fields instanceof Map<?, ?> byName) {
            for (Object each : byName.values()) {
                if (each instanceof Map<?, ?> field) {
                    count += 1 + below(field.get("properties")) + below(field.get("fields"));
                }
            }
        }
        return count;
    }

    private static int size(@Nullable Object fields) {
        return fields instanceof Map<?, ?> byName ? byName.size() : 0;
    }
}
