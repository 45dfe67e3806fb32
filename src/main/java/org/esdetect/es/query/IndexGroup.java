package org.esdetect.es.query;

import java.util.List;
import java.util.Map;

/**
 * Indices that hold some fields alike.
 *
 * @param indices concrete names
 * @param fields by the path that a rule uses
 */
record IndexGroup(List<String> indices, Map<String, IndexedField> fields) {
    IndexGroup {
        indices = List.copyOf(indices);
        fields = Map.copyOf(fields);
    }

    /** How the field is held; nothing is known of one that was not asked for. */
    IndexedField field(String path) {
        return fields.getOrDefault(path, IndexedField.opaque(path));
    }
}
