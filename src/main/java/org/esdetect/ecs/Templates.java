package org.esdetect.ecs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bodies of the composable index templates, as {@code PUT _index_template} takes them. Pure functions; what they
 * hold is accepted by a distribution without x-pack.
 *
 * <p>The {@code version} is part of the body: an installer compares it with {@link #VERSION} and puts the template
 * again when the installed one is older.
 */
public final class Templates {
    /** To be raised whenever a body or a table changes. */
    public static final int VERSION = 3;

    private static final String SIGNALS = "signals-detect";
    private static final int PRIORITY = 150;

    /** Above the fields and objects of the table, with room for a later table. */
    private static final int SIGNALS_FIELD_LIMIT = 4000;

    private static final int ENDPOINT_FIELD_LIMIT = 5000;

    private Templates() {}

    /**
     * The alert indices {@code signals-detect-*} with the alias {@code signals-detect}. Not dynamic: a field that the
     * table lacks is kept in the document and not searched, and no event can make the mapping grow or contradict it.
     */
    public static Map<String, Object> signals(int version) {
        Map<String, Object> mappings = new LinkedHashMap<>();
        mappings.put("dynamic", false);
        mappings.put("date_detection", false);
        mappings.put("properties", Mappings.properties(AlertFields.table()));

        Map<String, Object> settings = commonSettings();
        settings.put("index.hidden", false);
        settings.put("index.mapping.total_fields.limit", SIGNALS_FIELD_LIMIT);

        return template(
                version,
                "Alerts of the detect plugin",
                List.of(SIGNALS + "-*"),
                Map.of("settings", settings, "mappings", mappings, "aliases", Map.of(SIGNALS, Map.of())));
    }

    /**
     * The data streams of Elastic Defend where nothing else claims them: each document goes through the pipeline
     * {@code detect}. Text that no field of the table explains becomes a keyword, so only the other types are listed.
     */
    public static Map<String, Object> endpoint(int version) {
        Map<String, Object> properties = Mappings.properties(EcsFields.table(), Templates::isNotPlainKeyword);
        properties.put("detect", Map.of("properties", tag()));

        Map<String, Object> mappings = new LinkedHashMap<>();
        mappings.put("date_detection", false);
        mappings.put("dynamic_templates", List.of(Map.of("strings", strings())));
        mappings.put("properties", properties);

        Map<String, Object> settings = commonSettings();
        settings.put("index.final_pipeline", "detect");
        settings.put("index.mapping.total_fields.limit", ENDPOINT_FIELD_LIMIT);
        settings.put("index.mapping.total_fields.ignore_dynamic_beyond_limit", true);

        Map<String, Object> body = template(
                version,
                "Endpoint events, judged by the detect plugin while they are indexed",
                List.of("logs-endpoint.*-*"),
                Map.of("settings", settings, "mappings", mappings));
        body.put("data_stream", Map.of());
        return body;
    }

    /** The run log {@code .detect-runs-*}: a document per run of a rule. */
    public static Map<String, Object> runs(int version) {
        Map<String, Object> settings = commonSettings();
        settings.put("index.hidden", true);
        return template(
                version,
                "Run log of the detect plugin",
                List.of(".detect-runs-*"),
                Map.of("settings", settings, "mappings", RunLogMapping.mappings()));
    }

    /** {@code .detect-suppressed-*}: a small document for each event that was folded into an alert of its rule. */
    public static Map<String, Object> suppressed(int version) {
        Map<String, Object> keyword = Map.of("type", "keyword", "ignore_above", Mappings.KEYWORD_LENGTH);
        Map<String, Object> settings = commonSettings();
        settings.put("index.hidden", true);
        return template(
                version,
                "Events that the detect plugin folded into alerts",
                List.of(".detect-suppressed-*"),
                Map.of(
                        "settings",
                        settings,
                        "mappings",
                        Map.of(
                                "dynamic",
                                false,
                                "date_detection",
                                false,
                                "properties",
                                Map.of(
                                        "@timestamp", Map.of("type", "date"),
                                        "alert", keyword,
                                        "alert_index", keyword,
                                        "event_key", keyword,
                                        "rule_id", keyword))));
    }

    private static Map<String, Object> template(
            int version, String description, List<String> patterns, Map<String, Object> template) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("index_patterns", patterns);
        body.put("priority", PRIORITY);
        body.put("version", version);
        body.put("_meta", Map.of("managed", true, "managed_by", "detect", "description", description));
        body.put("template", template);
        return body;
    }

    private static Map<String, Object> commonSettings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("index.number_of_shards", 1);
        settings.put("index.auto_expand_replicas", "0-1");
        settings.put("index.mapping.ignore_malformed", true);
        return settings;
    }

    private static boolean isNotPlainKeyword(EcsField field) {
        return field.type() != EcsType.KEYWORD || field.indexing() != EcsField.Indexing.SEARCHED;
    }

    private static Map<String, Object> strings() {
        return Map.of(
                "match_mapping_type",
                "string",
                "mapping",
                Map.of("type", "keyword", "ignore_above", Mappings.KEYWORD_LENGTH));
    }

    /** What the processor writes into a matching event. */
    private static Map<String, Object> tag() {
        Map<String, Object> keyword = Map.of("type", "keyword", "ignore_above", Mappings.KEYWORD_LENGTH);
        return Map.of("rule_ids", keyword, "deferred", keyword, "capped", keyword, "at", Map.of("type", "date"));
    }
}
