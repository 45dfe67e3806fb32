package org.esdetect.es.author;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.elasticsearch.action.fieldcaps.FieldCapabilities;
import org.elasticsearch.action.fieldcaps.FieldCapabilitiesRequest;
import org.elasticsearch.action.fieldcaps.FieldCapabilitiesResponse;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.cluster.metadata.Metadata;
import org.esdetect.es.query.FieldTypes;
import org.esdetect.es.query.IndexMappings;
import org.esdetect.es.query.QueryCompiler;
import org.esdetect.explain.QueryPlan;

/**
 * A plan held against indices: which fields they do not map, and how near the index query of each step comes to the
 * step.
 *
 * <p>Which indices there are, and what they map, is asked of field capabilities with the caller's own rights, so that
 * nothing shows of an index that he may not read. Only for those are the mappings of the cluster state read.
 */
public record IndexFindings(
        List<String> patterns, List<String> indices, Map<String, List<String>> unmapped, List<Boolean> exact) {
    private static final int MAX_NAMED = 10;
    private static final String UNMAPPED = "unmapped";

    /** The request that the caller's client must send. Patterns of other clusters are left out. */
    public static FieldCapabilitiesRequest request(Collection<String> fields, List<String> patterns) {
        return new FieldCapabilitiesRequest()
                .fields(fields.toArray(String[]::new))
                .includeUnmapped(true)
                .indices(local(patterns).toArray(String[]::new))
                .indicesOptions(IndicesOptions.lenientExpandOpen());
    }

    /** The patterns that name indices of this cluster. */
    public static List<String> local(List<String> patterns) {
        return patterns.stream().filter(pattern -> pattern.indexOf(':') < 0).toList();
    }

    /** @param visible what the caller may see */
    public static IndexFindings of(
            QueryPlan plan,
            List<String> patterns,
            FieldCapabilitiesResponse visible,
            Metadata metadata,
            IndexMappings mappings) {
        List<String> indices = Arrays.stream(visible.getIndices()).sorted().toList();
        Map<String, List<String>> unmapped = new LinkedHashMap<>();
        List<Boolean> exact = new ArrayList<>();
        if (!indices.isEmpty()) {
            for (String field : plan.fields()) {
                List<String> without = without(field, visible, indices);
                if (!without.isEmpty()) {
                    unmapped.put(field, without);
                }
            }
            FieldTypes types = mappings.of(metadata, indices);
            for (QueryPlan.StepPlan step : plan.steps()) {
                exact.add(QueryCompiler.compile(step.condition(), types).exact());
            }
        }
        return new IndexFindings(patterns, indices, unmapped, exact);
    }

    static List<String> without(String field, FieldCapabilitiesResponse visible, List<String> indices) {
        Map<String, FieldCapabilities> byType = visible.getField(field);
        if (byType == null || byType.isEmpty()) {
            return indices;
        }
        FieldCapabilities absent = byType.get(UNMAPPED);
        if (absent == null) {
            return List.of();
        }
        return absent.indices() == null
                ? indices
                : Arrays.stream(absent.indices()).sorted().toList();
    }

    /** {@code {"patterns", "count", "names", "unmapped_fields": [{"field", "count", "indices"}]}}. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("patterns", patterns);
        map.put("count", indices.size());
        map.put("names", first(indices));
        List<Map<String, Object>> fields = new ArrayList<>();
        unmapped.forEach((field, without) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("field", field);
            one.put("count", without.size());
            one.put("indices", first(without));
            fields.add(one);
        });
        map.put("unmapped_fields", fields);
        return map;
    }

    private static List<String> first(List<String> names) {
        return names.subList(0, Math.min(names.size(), MAX_NAMED));
    }
}
