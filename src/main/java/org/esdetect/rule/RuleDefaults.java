package org.esdetect.rule;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Kibana assumes of a field that a rule does not have, and so do we. */
final class RuleDefaults {
    static final String INTERVAL = "5m";
    static final String FROM = "now-6m";
    static final String TO = "now";
    static final int MAX_SIGNALS = 100;
    static final String SEVERITY = "low";
    static final int RISK_SCORE = 21;

    /** Kibana's {@code securitySolution:defaultIndex}: what a rule without index patterns looks at. */
    static final List<String> INDICES = List.of(
            "apm-*-transaction*",
            "auditbeat-*",
            "endgame-*",
            "filebeat-*",
            "logs-*",
            "packetbeat-*",
            "traces-apm*",
            "winlogbeat-*",
            "-*elastic-cloud-logs-*");

    /** Values of the fields that have no component in {@link Rule}. */
    private static final Map<String, Object> OTHERS = Map.ofEntries(
            Map.entry("actions", List.of()),
            Map.entry("author", List.of()),
            Map.entry("exceptions_list", List.of()),
            Map.entry("false_positives", List.of()),
            Map.entry("immutable", false),
            Map.entry("references", List.of()),
            Map.entry("related_integrations", List.of()),
            Map.entry("required_fields", List.of()),
            Map.entry("risk_score_mapping", List.of()),
            Map.entry("rule_source", Map.of("type", "internal")),
            Map.entry("setup", ""),
            Map.entry("severity_mapping", List.of()),
            Map.entry("tags", List.of()),
            Map.entry("threat", List.of()),
            Map.entry("version", 1));

    private RuleDefaults() {}

    /** {@code document} with every default that it lacks. */
    static Map<String, Object> fill(Map<String, Object> document) {
        Map<String, Object> filled = new TreeMap<>(OTHERS);
        filled.putAll(document);
        return filled;
    }
}
