package org.esdetect.es.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.es.action.DetectStatsAction;

/** What the nodes counted of single rules, for a table. */
record RuleCounts(Map<String, Long> matches, Map<String, Double> costShares, Map<String, Integer> quarantined) {
    static final RuleCounts NONE = new RuleCounts(Map.of(), Map.of(), Map.of());

    static RuleCounts of(DetectStatsAction.Response stats) {
        Map<String, Long> matches = new HashMap<>();
        Map<String, Double> shares = new HashMap<>();
        for (Object section : stats.total().values()) {
            if (section instanceof Map<?, ?> counters && counters.get("rules") instanceof Map<?, ?> rules) {
                rules.forEach((id, counts) -> {
                    if (counts instanceof Map<?, ?> map) {
                        add(id.toString(), map, matches, shares);
                    }
                });
            }
        }
        Map<String, Integer> quarantined = new HashMap<>();
        for (DetectStatsAction.NodeStats node : stats.getNodes()) {
            if (node.sections().get("quarantine") instanceof Map<?, ?> section
                    && section.get("quarantined") instanceof List<?> rules) {
                rules.forEach(
                        rule -> quarantined.merge(String.valueOf(((Map<?, ?>) rule).get("rule_id")), 1, Integer::sum));
            }
        }
        return new RuleCounts(matches, shares, quarantined);
    }

    private static void add(String id, Map<?, ?> counts, Map<String, Long> matches, Map<String, Double> shares) {
        if (counts.get("matches") instanceof Number count) {
            matches.merge(id, count.longValue(), Long::sum);
        }
        if (counts.get("cost_share") instanceof Number share) {
            shares.merge(id, share.doubleValue(), Double::sum);
        }
    }

    long matches(String ruleId) {
        return matches.getOrDefault(ruleId, 0L);
    }

    /** In hundredths; a number, so that the table is sorted by it. */
    double costPercent(String ruleId) {
        return Math.round(costShares.getOrDefault(ruleId, 0.0) * 10_000) / 100.0;
    }

    int quarantined(String ruleId) {
        return quarantined.getOrDefault(ruleId, 0);
    }
}
