package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.action.fieldcaps.FieldCapabilitiesRequest;
import org.elasticsearch.action.fieldcaps.FieldCapabilitiesResponse;
import org.esdetect.condition.Condition;

/**
 * Field types from what Elasticsearch says of its indices: from their mappings, which tell all and are at hand in the
 * cluster state, or from field capabilities, which tell less, so that queries narrow less.
 */
public final class MappingFieldTypes implements FieldTypes {
    private final Map<String, IndexFields> byIndex;

    private MappingFieldTypes(Map<String, IndexFields> byIndex) {
        this.byIndex = byIndex;
    }

    /** How one index holds fields. */
    @FunctionalInterface
    interface IndexFields {
        /**
         * How it holds one.
         *
         * @param path as a rule writes it
         */
        IndexedField find(String path);
    }

    /**
     * What mappings tell.
     *
     * @param byIndex by concrete name; indices of the same mapping may share its instance, which spares work
     */
    public static MappingFieldTypes of(Map<String, IndexMapping> byIndex) {
        return new MappingFieldTypes(new LinkedHashMap<>(byIndex));
    }

    /**
     * What field capabilities tell.
     *
     * @param response to {@link #request}: without unmapped fields in it, a query could miss events
     */
    public static MappingFieldTypes of(FieldCapabilitiesResponse response) {
        Map<String, IndexFields> byIndex = new LinkedHashMap<>();
        for (String index : response.getIndices()) {
            byIndex.put(index, new CapabilityFields(response, index));
        }
        return new MappingFieldTypes(byIndex);
    }

    /** The request whose response tells what the conditions need; the caller adds indices and their options. */
    public static FieldCapabilitiesRequest request(List<Condition> conditions) {
        Set<String> fields = new LinkedHashSet<>(Set.of("_id")); // a condition without fields: the request needs one
        for (Condition condition : conditions) {
            for (String path : ConditionFields.of(condition)) {
                fields.add(path);
                fields.add(path + ".*");
                for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
                    fields.add(path.substring(0, dot));
                }
            }
        }
        return new FieldCapabilitiesRequest()
                .fields(fields.toArray(String[]::new))
                .includeUnmapped(true);
    }

    @Override
    public List<IndexGroup> groups(Set<String> paths) {
        Map<IndexFields, Map<String, IndexedField>> known = new HashMap<>();
        Map<Map<String, IndexedField>, List<String>> indices = new LinkedHashMap<>();
        byIndex.forEach((index, mapping) -> {
            Map<String, IndexedField> fields = known.computeIfAbsent(mapping, unseen -> find(unseen, paths));
            indices.computeIfAbsent(fields, unseen -> new ArrayList<>()).add(index);
        });
        return indices.entrySet().stream()
                .map(group -> new IndexGroup(group.getValue(), group.getKey()))
                .sorted(Comparator.comparingInt(group -> -group.indices().size()))
                .toList();
    }

    private static Map<String, IndexedField> find(IndexFields mapping, Set<String> paths) {
        Map<String, IndexedField> fields = new HashMap<>();
        for (String path : paths) {
            fields.put(path, mapping.find(path));
        }
        return fields;
    }
}
