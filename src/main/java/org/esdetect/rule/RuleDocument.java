package org.esdetect.rule;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule as canonical JSON, both ways: {@code fromJson(toJson(rule))} equals {@code rule}. */
public final class RuleDocument {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .build();

    private RuleDocument() {}

    /** The rule's fields and its whole document, in one line. */
    public static String toJson(Rule rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", rule.id());
        json.put("name", rule.name());
        json.put("enabled", rule.enabled());
        json.put("type", rule.type());
        json.put("query", rule.query());
        json.put("indices", rule.indices());
        json.put("severity", rule.severity());
        json.put("risk_score", rule.riskScore());
        json.put("timing", rule.timing());
        json.put("category", rule.fields().category());
        json.put("timestamp", rule.fields().timestamp());
        rule.fields().tiebreaker().ifPresent(field -> json.put("tiebreaker", field));
        rule.fields().timestampOverride().ifPresent(field -> json.put("timestamp_override", field));
        json.put("document", rule.document());
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("rule [" + rule.id() + "] cannot be written as JSON", e);
        }
    }

    /**
     * The rule that {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if {@code json} is not such a text
     */
    public static Rule fromJson(String json) {
        try {
            Stored stored = JSON.readValue(json, Stored.class);
            return new Rule(
                    stored.id,
                    stored.name,
                    stored.enabled,
                    stored.type,
                    stored.query,
                    stored.indices,
                    stored.severity,
                    stored.risk_score,
                    stored.timing,
                    new Rule.FieldNames(
                            stored.category,
                            stored.timestamp,
                            Optional.ofNullable(stored.tiebreaker),
                            Optional.ofNullable(stored.timestamp_override)),
                    stored.document);
        } catch (JsonProcessingException | NullPointerException e) {
            throw new IllegalArgumentException("not the JSON of a rule", e);
        }
    }

    private record Stored(
            String id,
            String name,
            boolean enabled,
            String type,
            String query,
            List<String> indices,
            String severity,
            int risk_score,
            Rule.Timing timing,
            String category,
            String timestamp,
            @Nullable String tiebreaker,
            @Nullable String timestamp_override,
            Map<String, Object> document) {}
}
