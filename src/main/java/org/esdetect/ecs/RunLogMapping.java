package org.esdetect.ecs;

import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a run log document. */
final class RunLogMapping {
    private static final Map<String, Object> KEYWORD =
            Map.of("type", "keyword", "ignore_above", Mappings.KEYWORD_LENGTH);
    private static final Map<String, Object> LONG = Map.of("type", "long");
    private static final Map<String, Object> DATE = Map.of("type", "date");

    private RunLogMapping() {}

    static Map<String, Object> mappings() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("@timestamp", DATE);
        properties.put("rule", object(Map.of("id", KEYWORD, "name", KEYWORD)));
        properties.put("run", object(run()));
        properties.put("alerts", object(Map.of("created", LONG, "duplicate", LONG, "suppressed", LONG)));
        properties.put("node", object(Map.of("id", KEYWORD, "name", KEYWORD)));
        return Map.of("dynamic", false, "date_detection", false, "properties", properties);
    }

    private static Map<String, Object> run() {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("id", KEYWORD);
        run.put("kind", KEYWORD);
        run.put("outcome", KEYWORD);
        run.put("message", Map.of("type", "text"));
        run.put("started", DATE);
        run.put("late_ms", LONG);
        run.put("took_ms", LONG);
        run.put("timeout_ms", LONG);
        run.put(
                "phase_ms",
                object(Map.of("starting", LONG, "counting", LONG, "reading", LONG, "judging", LONG, "writing", LONG)));
        run.put("window", object(Map.of("from", DATE, "to", DATE)));
        // A cursor has an entry per shard: read by people, never searched.
        run.put("cursor", Map.of("type", "object", "enabled", false));
        run.put(
                "steps",
                object(Map.of(
                        "index", LONG,
                        "new_candidates", LONG,
                        "window_candidates", LONG,
                        "searches", LONG,
                        "read", LONG)));
        run.put("read", object(Map.of("keys", LONG, "events", LONG, "bytes", LONG)));
        run.put("searches", LONG);
        return run;
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        return Map.of("properties", properties);
    }
}
