package org.esdetect.es.author;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.explain.QueryPlan;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a draft.
 *
 * @param plan when there is no error
 * @param indices when there is a plan and index patterns
 * @param failure why the indices could not be looked at
 */
public record Validation(
        Draft draft, Optional<QueryPlan> plan, Optional<IndexFindings> indices, @Nullable String failure) {

    /** As it is answered: {@code valid}, {@code problems}, {@code warnings}, and with a plan {@code plan}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("valid", draft.isValid());
        map.put("problems", findings(true));
        map.put("warnings", findings(false));
        plan.ifPresent(planned -> map.put("plan", plan(planned)));
        return map;
    }

    private List<Map<String, Object>> findings(boolean errors) {
        return draft.findings().stream()
                .filter(finding -> finding.isError() == errors)
                .map(Finding::toMap)
                .toList();
    }

    private Map<String, Object> plan(QueryPlan planned) {
        Map<String, Object> map =
                planned.toMap(indices.map(IndexFindings::exact).orElse(List.of()));
        if (failure != null) {
            map.put("indices", Map.of("failure", failure));
        }
        indices.ifPresent(findings -> map.put("indices", findings.toMap()));
        return map;
    }
}
