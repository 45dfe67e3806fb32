package org.esdetect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The alerts of a cluster, as read from {@code signals-detect}, oldest first. */
record AlertList(List<JsonNode> sources) {
    private static final int MAX_ALERTS = 10_000;

    static AlertList read(Cluster cluster) throws IOException {
        cluster.post("/signals-detect*/_refresh?ignore_unavailable=true&allow_no_indices=true", "");
        JsonNode answer = cluster.get("/signals-detect*/_search?ignore_unavailable=true&allow_no_indices=true&size="
                + MAX_ALERTS + "&sort=@timestamp:asc");
        List<JsonNode> found = new ArrayList<>();
        answer.path("hits").path("hits").forEach(hit -> found.add(hit.path("_source")));
        return new AlertList(List.copyOf(found));
    }

    /** How many alerts each rule has, by rule id: those that people see first, and the blocks of sequences apart. */
    Map<String, Count> counts() {
        Map<String, Count> counts = new TreeMap<>();
        for (JsonNode alert : sources) {
            counts.merge(
                    text(alert, "kibana.alert.rule.rule_id"),
                    isBlock(alert) ? new Count(0, 1) : new Count(1, 0),
                    Count::plus);
        }
        return counts;
    }

    record Count(int alerts, int blocks) {
        Count plus(Count other) {
            return new Count(alerts + other.alerts, blocks + other.blocks);
        }
    }

    /**
     * A row an alert: time, rule, severity, risk, host, reason, and the time from the sending of its (last) event to
     * the alert. Blocks of sequences are left out: they are inside their parent.
     *
     * @param sentAt when each event was sent, by {@code event.id}
     */
    Table table(Map<String, Instant> sentAt) {
        Map<String, Instant> lastOfGroup = new HashMap<>();
        for (JsonNode alert : sources) {
            Instant sent = sentAt.get(text(alert, "event.id"));
            if (isBlock(alert) && sent != null) {
                lastOfGroup.merge(text(alert, "kibana.alert.group.id"), sent, (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        Table table = new Table("TIME", "RULE", "SEVERITY", "RISK", "HOST", "LATENCY", "REASON");
        for (JsonNode alert : sources) {
            if (isBlock(alert)) {
                continue;
            }
            Instant raised = Instant.parse(text(alert, "@timestamp"));
            Instant sent = sentAt.getOrDefault(
                    text(alert, "event.id"), lastOfGroup.getOrDefault(text(alert, "kibana.alert.group.id"), raised));
            boolean hidden = !text(alert, "kibana.alert.building_block_type").isEmpty();
            table.row(
                    text(alert, "@timestamp"),
                    text(alert, "kibana.alert.rule.name") + (hidden ? " (building block)" : ""),
                    text(alert, "kibana.alert.severity"),
                    text(alert, "kibana.alert.risk_score"),
                    text(alert, "host.name"),
                    Duration.between(sent, raised).toMillis() + " ms",
                    text(alert, "kibana.alert.reason"));
        }
        return table;
    }

    private static boolean isBlock(JsonNode alert) {
        return !text(alert, "kibana.alert.group.index").isEmpty();
    }

    /** The value at {@code path}, nested or dotted, as text; empty when there is none. */
    private static String text(JsonNode source, String path) {
        JsonNode flat = source.get(path);
        if (flat != null) {
            return flat.asText();
        }
        int dot = path.indexOf('.');
        while (dot > 0) {
            JsonNode child = source.get(path.substring(0, dot));
            if (child != null && child.isObject()) {
                String found = text(child, path.substring(dot + 1));
                if (!found.isEmpty()) {
                    return found;
                }
            }
            dot = path.indexOf('.', dot + 1);
        }
        return "";
    }
}
