package org.esdetect.es.ingest;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts of rules in the order in which a person looks for what is slow: those that took most time first, then by id;
 * each with its share of all time.
 */
final class DearestFirst {
    static final String NANOS = "sampled_nanos";
    static final String COST_SHARE = "cost_share";

    private DearestFirst() {}

    /** @param totalNanos what all timed documents took; a rule's share is of this */
    static Map<String, Map<String, Object>> of(Map<String, Map<String, Object>> rules, long totalNanos) {
        Map<String, Map<String, Object>> ordered = new LinkedHashMap<>();
        rules.entrySet().stream()
                .sorted(Comparator.comparingLong(
                                (Map.Entry<String, Map<String, Object>> rule) -> nanos(rule.getValue()))
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(rule -> ordered.put(rule.getKey(), withShare(rule.getValue(), totalNanos)));
        return ordered;
    }

    private static Map<String, Object> withShare(Map<String, Object> counts, long totalNanos) {
        Map<String, Object> all = new LinkedHashMap<>(counts);
        if (counts.containsKey(NANOS)) {
            double share = Math.min(1, (double) nanos(counts) / Math.max(1, totalNanos));
            all.put(COST_SHARE, Math.round(share * 10_000) / 10_000.0);
        }
        return all;
    }

    private static long nanos(Map<String, Object> counts) {
        return counts.get(NANOS) instanceof Number nanos ? nanos.longValue() : 0;
    }
}
