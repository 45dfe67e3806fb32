package org.esdetect.alert;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.esdetect.engine.CompiledRule;
import org.esdetect.rule.Rule;
import org.jspecify.annotations.Nullable;

/** The rule as it was when it matched: {@code kibana.alert.rule.*}. */
final class RuleSnapshot {
    private static final String RULE = "kibana.alert.rule.";

    /** Taken from the rule's document under the same name, where the rule has them. */
    private static final List<String> COPIED_WHERE_SET = List.of(
            "license",
            "note",
            "severity_mapping",
            "risk_score_mapping",
            "rule_name_override",
            "timestamp_override",
            "building_block_type",
            "exceptions_list",
            "timeline_id",
            "timeline_title",
            "namespace",
            "throttle",
            "meta",
            "actions",
            "created_by",
            "updated_by",
            "threat");

    /** Holds the place of what each run says of itself, with a value that fits. */
    private static final String NO_RUN = "1970-01-01T00:00:00.000Z";

    private RuleSnapshot() {}

    /** The internal id of a rule: a UUID made of its {@code rule_id}, so that all nodes and clusters agree on it. */
    static String uuid(String ruleId) {
        return UUID.nameUUIDFromBytes(ruleId.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static void put(AlertDocument alert, CompiledRule compiled, RuleRating rating, AlertRun run) {
        alert.putAll(compiled.derived(OfRule.class, RuleSnapshot::ofRule).fields());
        alert.put(RULE + "name", rating.ruleName());
        alert.put(RULE + "execution.uuid", run.executionId());
        alert.put(RULE + "execution.timestamp", Timestamps.format(run.now()));
        alert.put(RULE + "execution.type", run.mode() == AlertRun.Mode.BACKFILL ? "manual" : "scheduled");
    }

    /** What all alerts of a rule have in common, with a place for what they have not. */
    private record OfRule(FixedFields fields) {}

    private static OfRule ofRule(CompiledRule compiled) {
        Rule rule = compiled.rule();
        AlertDocument alert = new AlertDocument(new DroppedFields());
        putIdentity(alert, rule);
        putSchedule(alert, rule);
        putTexts(alert, rule.document());
        alert.put(RULE + "parameters", parameters(rule.document()));
        for (String ofRun : List.of("uuid", "timestamp", "type")) {
            alert.put(RULE + "execution." + ofRun, NO_RUN);
        }
        alert.put("detect.rule_hash", compiled.queryHash());
        return new OfRule(alert.fixed());
    }

    private static void putIdentity(AlertDocument alert, Rule rule) {
        Map<String, Object> document = rule.document();
        alert.put(RULE + "uuid", uuid(rule.id()));
        alert.put(RULE + "rule_id", rule.id());
        alert.put(RULE + "name", rule.name());
        alert.put(RULE + "category", "Event Correlation Rule");
        alert.put(RULE + "rule_type_id", "detect.eql");
        alert.put(RULE + "producer", "detect");
        alert.put(RULE + "consumer", "detect");
        alert.put(RULE + "type", rule.type());
        alert.put(RULE + "revision", document.get("revision") instanceof Number revision ? revision : 0);
        alert.put(RULE + "version", String.valueOf(valueOr(document.get("version"), 1)));
        alert.put(RULE + "severity", rule.severity());
        alert.put(RULE + "risk_score", (double) rule.riskScore());
        alert.put(RULE + "enabled", String.valueOf(rule.enabled()));
        alert.put(RULE + "immutable", List.of(String.valueOf(Boolean.TRUE.equals(document.get("immutable")))));
    }

    private static void putSchedule(AlertDocument alert, Rule rule) {
        alert.put(RULE + "from", rule.timing().from());
        alert.put(RULE + "to", rule.timing().to());
        alert.put(RULE + "interval", rule.timing().interval());
        alert.put(RULE + "max_signals", List.of(rule.timing().maxSignals()));
        alert.put(RULE + "indices", rule.indices());
    }

    private static void putTexts(AlertDocument alert, Map<String, Object> document) {
        alert.put(RULE + "description", valueOr(document.get("description"), ""));
        for (String list : List.of("tags", "author", "references", "false_positives")) {
            alert.put(RULE + list, valueOr(document.get(list), List.of()));
        }
        for (String name : COPIED_WHERE_SET) {
            Object value = document.get(name);
            if (isSet(value)) {
                alert.put(RULE + name, value);
            }
        }
        alert.put(RULE + "created_at", time(document.get("created_at")));
        alert.put(RULE + "updated_at", time(document.get("updated_at")));
        List<Object> highlighted = SourcePath.nodes(document, "investigation_fields.field_names");
        if (!highlighted.isEmpty()) {
            alert.put(RULE + "custom_highlighted_fields", highlighted);
        }
    }

    /** The whole rule but its guide, which is long and stands in {@code kibana.alert.rule.note}. */
    private static Map<String, Object> parameters(Map<String, Object> document) {
        Map<String, Object> parameters = new LinkedHashMap<>(document);
        parameters.remove("note");
        return parameters;
    }

    /** Rule files write {@code 2023/09/25}. */
    private static Optional<String> time(@Nullable Object value) {
        Object readable = value instanceof String text ? text.replace('/', '-') : value;
        return Optional.ofNullable(readable).flatMap(Timestamps::parse).map(Timestamps::format);
    }

    private static boolean isSet(@Nullable Object value) {
        if (value instanceof Collection<?> items) {
            return !items.isEmpty();
        }
        return value != null && !value.equals("") && !value.equals(Map.of());
    }

    private static Object valueOr(@Nullable Object value, Object fallback) {
        return value == null ? fallback : value;
    }
}
