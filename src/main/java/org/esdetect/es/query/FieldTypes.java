package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the indices that a search addresses hold the fields of a condition, by their mappings. */
public final class FieldTypes {
    private final Map<String, IndexMapping> byIndex;

    private FieldTypes(Map<String, IndexMapping> byIndex) {
        this.byIndex = byIndex;
    }

    /**
     * What the mappings tell.
     *
     * @param byIndex by concrete name; indices of the same mapping may share its instance, which spares work
     */
    public static FieldTypes of(Map<String, IndexMapping> byIndex) {
        return new FieldTypes(new LinkedHashMap<>(byIndex));
    }

    /**
     * The indices, gathered by how they hold {@code paths}: the largest group first, which also stands for indices that
     * came to be since. Empty when there is no index.
     */
    List<IndexGroup> groups(Set<String> paths) {
        Map<IndexMapping, Map<String, IndexedField>> known = new HashMap<>();
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

    private static Map<String, IndexedField> find(IndexMapping mapping, Set<String> paths) {
        Map<String, IndexedField> fields = new HashMap<>();
        for (String path : paths) {
            fields.put(path, mapping.find(path));
        }
        return fields;
    }
}
