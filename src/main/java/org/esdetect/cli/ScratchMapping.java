package org.esdetect.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.esdetect.ecs.EcsFields;
import org.esdetect.ecs.Mappings;
import org.esdetect.text.Spelling;

/** How a {@link ScratchIndex} holds events. A verdict must not depend on it. */
enum ScratchMapping {
    /** The types of ECS, and keywords for what it does not know: as our template for endpoint events. */
    ECS,
    /** Every text is a keyword. */
    KEYWORD,
    /** Every text is analysed, with the exact sub-field {@code keyword}: what an index does without a template. */
    TEXT;

    private static final int FIELD_LIMIT = 10_000;
    private static final int TEXT_IGNORE_ABOVE = 256;

    /** The option that chooses. */
    static final String OPTION = "mapping";

    static ScratchMapping of(Options options) {
        String name = options.value(OPTION).orElse("ecs");
        for (ScratchMapping mapping : values()) {
            if (mapping.word().equals(name)) {
                return mapping;
            }
        }
        List<String> words =
                List.of(values()).stream().map(ScratchMapping::word).toList();
        throw new UsageException("option [--" + OPTION + "] is [" + name + "], expected one of " + words
                + Spelling.suggestion(name, words));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The body of a request that creates the index. */
    Map<String, Object> body() {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (this == ECS) {
            properties.putAll(Mappings.properties(EcsFields.table()));
        }
        properties.put("@timestamp", Map.of("type", "date"));
        return Map.of(
                "settings",
                Map.of(
                        "index.number_of_shards",
                        1,
                        "index.number_of_replicas",
                        0,
                        "index.mapping.ignore_malformed",
                        true,
                        "index.mapping.total_fields.limit",
                        FIELD_LIMIT),
                "mappings",
                Map.of(
                        "date_detection",
                        false,
                        "dynamic_templates",
                        List.of(Map.of("strings", Map.of("match_mapping_type", "string", "mapping", text()))),
                        "properties",
                        properties));
    }

    private Map<String, Object> text() {
        return this == TEXT
                ? Map.of(
                        "type",
                        "text",
                        "fields",
                        Map.of("keyword", Map.of("type", "keyword", "ignore_above", TEXT_IGNORE_ABOVE)))
                : Map.of("type", "keyword", "ignore_above", Mappings.WILDCARD_LENGTH);
    }
}
