package org.esdetect.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.engine.CompiledRule;
import org.esdetect.rule.Rule;

/** Rules, events and runs to make alerts of in tests. */
public final class Alerts {
    public static final Instant NOW = Instant.parse("2026-11-20T10:00:00.412Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Alerts() {}

    public static AlertRun run(AlertRun.Mode mode) {
        return new AlertRun(mode, NOW, "run-1", "8.19.21");
    }

    /** A rule with the members of {@code document} in its document. */
    public static CompiledRule rule(Map<String, Object> document) {
        return rule("rule-1", document);
    }

    public static CompiledRule rule(String id, Map<String, Object> document) {
        Rule rule = new Rule(
                id,
                "Example Rule",
                true,
                "eql",
                "process where true",
                List.of("logs-endpoint.events.process-*", "winlogbeat-*"),
                "high",
                73,
                new Rule.Timing("5m", "now-9m", "now", 100),
                new Rule.FieldNames("event.category", "@timestamp", Optional.empty(), Optional.of("event.ingested")),
                document);
        return new CompiledRule(rule, Optional.empty(), "0123456789abcdef", List.of());
    }

    /** An event stored as {@code id}. */
    public static SourceEvent event(String id, String json) {
        return event(id, map(json));
    }

    public static SourceEvent event(String id, Map<String, Object> source) {
        return new SourceEvent(
                "logs-endpoint.events.process-default",
                ".ds-logs-endpoint.events.process-default-2026.11.20-000001",
                id,
                source);
    }

    /** The alert of {@code json} under a plain rule. */
    public static Map<String, Object> alertOf(String json) {
        return AlertBuilder.ofEvent(rule(Map.of()), event("1", json), run(AlertRun.Mode.INLINE))
                .orElseThrow()
                .source();
    }

    public static Map<String, Object> map(String json) {
        try {
            return JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
