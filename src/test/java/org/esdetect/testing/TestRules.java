package org.esdetect.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.condition.Condition;
import org.esdetect.engine.CompiledRule;
import org.esdetect.eql.lower.Plan;
import org.esdetect.rule.Rule;

/** Rules to store and list, and a compiler that takes any query. */
public final class TestRules {
    private TestRules() {}

    public static Rule rule(String id) {
        return rule(id, Map.of());
    }

    /** A rule of which {@code differences} say what is not as usual, by the names of Kibana's rule object. */
    public static Rule rule(String id, Map<String, Object> differences) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rule_id", id);
        document.put("name", "Rule " + id);
        document.put("description", "Tells of " + id);
        document.put("enabled", true);
        document.put("type", "eql");
        document.put("language", "eql");
        document.put("query", "process where process.name == \"" + id + "\"");
        document.put("index", List.of("logs-*"));
        document.put("severity", "medium");
        document.put("risk_score", 47);
        document.put("version", 1);
        document.put("interval", "5m");
        document.put("from", "now-9m");
        document.put("to", "now");
        document.put("max_signals", 100);
        document.putAll(differences);
        return new Rule(
                id,
                (String) document.get("name"),
                Boolean.TRUE.equals(document.get("enabled")),
                (String) document.get("type"),
                (String) document.get("query"),
                ((List<?>) document.get("index")).stream().map(String::valueOf).toList(),
                (String) document.get("severity"),
                ((Number) document.get("risk_score")).intValue(),
                new Rule.Timing("5m", "now-9m", "now", 100),
                new Rule.FieldNames("event.category", "@timestamp", Optional.empty(), Optional.empty()),
                document);
    }

    /** Every query accepts every event. */
    public static CompiledRule compile(Rule rule) {
        return new CompiledRule(rule, Optional.of(new Plan.OfEvent(Condition.ALWAYS)), "0123456789abcdef", List.of());
    }
}
