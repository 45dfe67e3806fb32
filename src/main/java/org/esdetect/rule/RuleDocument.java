package org.esdetect.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule as one JSON object, both ways: {@code fromJson(toJson(rule))} equals {@code rule}, and equal rules give equal
 * text.
 *
 * <p>{@link Rule#document} is that object. This class fills it, reads a rule back from it, and makes of it what Kibana
 * imports. It trusts its input; {@link TomlRules} and {@link NdjsonRules} are for what people write.
 */
public final class RuleDocument {
    /**
     * What Kibana has no name for: unknown fields, the TOML file's other tables, ids of other systems. It travels in
     * {@link KibanaMeta}.
     */
    static final String EXTRA = "extra";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private RuleDocument() {}

    /** The rule's document in one line, keys in alphabetical order. */
    public static String toJson(Rule rule) {
        return line(rule.document());
    }

    /** {@code object} as JSON in one line, its keys in the order that they have. */
    public static String line(Map<String, ?> object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + object.keySet(), e);
        }
    }

    /**
     * The rule that {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if {@code json} is not such a text
     */
    public static Rule fromJson(String json) {
        try {
            return fromDocument(JSON.readValue(json, OBJECT));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the JSON of a rule", e);
        }
    }

    /**
     * The rule whose {@link Rule#document} this is. Fields that are absent have their defaults.
     *
     * @throws IllegalArgumentException if {@code rule_id}, {@code name} or {@code type} is absent, or a field is of
     *     another kind than it must be
     */
    public static Rule fromDocument(Map<String, Object> document) {
        return new Rule(
                required(document, "rule_id"),
                required(document, "name"),
                Boolean.TRUE.equals(document.get("enabled")),
                required(document, "type"),
                text(document, "query").orElse(""),
                texts(document, "index"),
                text(document, "severity").orElse(RuleDefaults.SEVERITY),
                number(document, "risk_score", RuleDefaults.RISK_SCORE),
                new Rule.Timing(
                        text(document, "interval").orElse(RuleDefaults.INTERVAL),
                        text(document, "from").orElse(RuleDefaults.FROM),
                        text(document, "to").orElse(RuleDefaults.TO),
                        number(document, "max_signals", RuleDefaults.MAX_SIGNALS)),
                new Rule.FieldNames(
                        text(document, "event_category_override").orElse(Rule.FieldNames.DEFAULT_CATEGORY),
                        text(document, "timestamp_field").orElse(Rule.FieldNames.DEFAULT_TIMESTAMP),
                        text(document, "tiebreaker_field"),
                        text(document, "timestamp_override")),
                document);
    }

    /**
     * The rule as Kibana's import takes it: no unknown field at the top, what is ours in {@code meta.detect}, required
     * fields without {@code ecs}.
     */
    public static Map<String, Object> forKibana(Rule rule) {
        Map<String, Object> exported = new LinkedHashMap<>(rule.document());
        if (exported.remove(EXTRA) instanceof Map<?, ?> extra) {
            KibanaMeta.put(exported, extra);
        }
        if (exported.get("required_fields") instanceof List<?> fields) {
            exported.put("required_fields", withoutEcs(fields));
        }
        return Frozen.object(exported);
    }

    /** {@code document} with the components of a rule written into it, so that the two agree. */
    static Map<String, Object> complete(
            Map<String, Object> document,
            String id,
            String name,
            boolean enabled,
            String type,
            String query,
            List<String> indices,
            String severity,
            int riskScore,
            Rule.Timing timing,
            Rule.FieldNames fields) {
        Map<String, Object> complete = new LinkedHashMap<>(document);
        complete.put("rule_id", id);
        complete.put("name", name);
        complete.put("enabled", enabled);
        complete.put("type", type);
        put(complete, "query", query, "");
        if (indices.isEmpty()) {
            complete.remove("index");
        } else {
            complete.put("index", indices);
        }
        complete.put("severity", severity);
        complete.put("risk_score", riskScore);
        complete.put("interval", timing.interval());
        complete.put("from", timing.from());
        complete.put("to", timing.to());
        complete.put("max_signals", timing.maxSignals());
        put(complete, "event_category_override", fields.category(), Rule.FieldNames.DEFAULT_CATEGORY);
        put(complete, "timestamp_field", fields.timestamp(), Rule.FieldNames.DEFAULT_TIMESTAMP);
        put(complete, "tiebreaker_field", fields.tiebreaker().orElse(null), null);
        put(complete, "timestamp_override", fields.timestampOverride().orElse(null), null);
        return Frozen.object(complete);
    }

    /** A default that the file did not write stays unwritten. */
    private static void put(
            Map<String, Object> document, String name, @Nullable String value, @Nullable String byDefault) {
        if (value == null) {
            document.remove(name);
        } else if (!value.equals(byDefault) || document.containsKey(name)) {
            document.put(name, value);
        }
    }

    private static List<Object> withoutEcs(List<?> fields) {
        List<Object> kept = new ArrayList<>();
        for (Object field : fields) {
            if (field instanceof Map<?, ?> map) {
                Map<Object, Object> copy = new LinkedHashMap<>(map);
                copy.remove("ecs");
                kept.add(copy);
            } else {
                kept.add(field);
            }
        }
        return kept;
    }

    private static String required(Map<String, Object> document, String name) {
        return text(document, name)
                .orElseThrow(() -> new IllegalArgumentException("the document of a rule has no [" + name + "]"));
    }

    private static Optional<String> text(Map<String, Object> document, String name) {
        Object value = document.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw wrong(name, value);
    }

    private static List<String> texts(Map<String, Object> document, String name) {
        Object value = document.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(name, value);
        }
        List<String> texts = new ArrayList<>();
        for (Object item : list) {
            if (!(item instanceof String text)) {
                throw wrong(name, value);
            }
            texts.add(text);
        }
        return texts;
    }

    private static int number(Map<String, Object> document, String name, int byDefault) {
        Object value = document.get(name);
        if (value == null) {
            return byDefault;
        }
        if (value instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        throw wrong(name, value);
    }

    private static IllegalArgumentException wrong(String name, Object value) {
        return new IllegalArgumentException("field [" + name + "] of a rule's document is [" + value + "]");
    }
}
