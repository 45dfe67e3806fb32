package org.esdetect.es.author;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.esdetect.rule.Rule;
import org.esdetect.text.Excerpt;
import org.jspecify.annotations.Nullable;

/** A rule or query as a request names it or brings it along. */
public sealed interface Submission {
    /** What a rule has and a query has not: one of these makes a body a rule. */
    Set<String> RULE_FIELDS = Set.of("rule_id", "name", "description", "type", "severity", "risk_score");

    /** The fields of a body that is a query and no rule. */
    Set<String> QUERY_FIELDS = Set.of("query", "index", "event_category_field", "timestamp_field", "tiebreaker_field");

    /** A rule's JSON, with its places. */
    record Json(String text) implements Submission {}

    /** A rule's TOML. */
    record Toml(String text) implements Submission {}

    /** A rule that was parsed elsewhere, so that its fields have no places. */
    record Fields(Map<String, Object> values) implements Submission {}

    /** A query for once, which may have pipes. */
    record Query(String text, Rule.FieldNames fields, List<String> indices) implements Submission {
        public Query {
            indices = List.copyOf(indices);
        }
    }

    /** A rule of the store. */
    record Stored(String ruleId) implements Submission {}

    /** Whether {@code body} is a query and no rule: it has nothing that only a rule has. */
    static boolean isQuery(Map<String, Object> body) {
        return body.containsKey("query") && RULE_FIELDS.stream().noneMatch(body::containsKey);
    }

    /**
     * Reads the fields of a query; others are left alone.
     *
     * @throws IllegalArgumentException naming the field that is not what it must be
     */
    static Query query(Map<String, Object> body) {
        return new Query(
                text(body, "query").orElseThrow(() -> new IllegalArgumentException("[query] is missing")),
                new Rule.FieldNames(
                        text(body, "event_category_field").orElse(Rule.FieldNames.DEFAULT_CATEGORY),
                        text(body, "timestamp_field").orElse(Rule.FieldNames.DEFAULT_TIMESTAMP),
                        text(body, "tiebreaker_field"),
                        Optional.empty()),
                indices(body.get("index")));
    }

    /** The text in {@code body} under {@code field}, if there is any. */
    static Optional<String> text(Map<String, Object> body, String field) {
        Object value = body.get(field);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw new IllegalArgumentException("[" + field + "] must be text, found [" + shown(value) + "]");
    }

    private static List<String> indices(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        List<?> listed = value instanceof List<?> list ? list : List.of(value);
        if (!listed.stream().allMatch(String.class::isInstance)) {
            throw new IllegalArgumentException(
                    "[index] must be a pattern or a list of patterns, found [" + shown(value) + "]");
        }
        return listed.stream().map(String.class::cast).toList();
    }

    private static String shown(Object value) {
        return Excerpt.of(value.toString());
    }
}
