package org.esdetect.es.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.action.get.GetResponse;
import org.esdetect.rule.Rule;
import org.esdetect.rule.RuleDocument;
import org.jspecify.annotations.Nullable;

/**
 * A rule as the fields of its document in the store: the whole rule as one text that is only kept, beside it copies of
 * what is listed and searched.
 */
final class RuleSource {
    static final String KIND = "kind";
    static final String KIND_RULE = "rule";
    static final String KIND_GENERATION = "generation";
    static final String RULE_ID = "rule_id";
    static final String NAME = "name";
    static final String ENABLED = "enabled";
    static final String TAGS = "tags";
    static final String SEVERITY = "severity";
    static final String TACTICS = "tactics";
    static final String TEXT = "text";
    static final String RULE = "rule";
    static final String AUTHENTICATION = "authentication";
    static final String FILE = "file";

    private static final String TYPE = "type";
    private static final String RISK_SCORE = "risk_score";
    private static final String VERSION = "version";
    private static final String INDICES = "indices";

    /** The fields that {@link #summary} reads. */
    static final String[] SUMMARY = {
        RULE_ID, NAME, ENABLED, TYPE, SEVERITY, RISK_SCORE, VERSION, TAGS, INDICES, FILE,
    };

    private static final String RULE_PREFIX = "rule:";

    private RuleSource() {}

    /** The id of a rule's document: prefixed, so that no rule can pass for another kind of document. */
    static String documentId(String ruleId) {
        return RULE_PREFIX + ruleId;
    }

    static String ruleId(String documentId) {
        return documentId.substring(RULE_PREFIX.length());
    }

    /** The same; the empty text, which is no rule's id, for another kind of document. */
    static String ruleIdOrNothing(String documentId) {
        return documentId.startsWith(RULE_PREFIX) ? ruleId(documentId) : "";
    }

    static Map<String, Object> of(RuleWrite.Put put, String json, Instant now) {
        Rule rule = put.rule();
        Map<String, Object> source = summaryFields(rule);
        source.put(KIND, KIND_RULE);
        source.put(TACTICS, tactics(rule));
        Object description = rule.document().get("description");
        source.put(TEXT, rule.name() + "\n" + (description == null ? "" : description) + "\n" + rule.query());
        source.put("updated_at", now.toEpochMilli());
        source.put(RULE, json);
        put.authentication().ifPresent(header -> source.put(AUTHENTICATION, header));
        put.file().ifPresent(file -> source.put(FILE, file));
        return source;
    }

    static Map<String, Object> summaryFields(Rule rule) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(RULE_ID, rule.id());
        fields.put(NAME, rule.name());
        fields.put(ENABLED, rule.enabled());
        fields.put(TYPE, rule.type());
        fields.put(SEVERITY, rule.severity());
        fields.put(RISK_SCORE, rule.riskScore());
        fields.put(VERSION, rule.document().get(VERSION) instanceof Number version ? version.longValue() : 1L);
        fields.put(TAGS, strings(rule.document().get(TAGS)));
        fields.put(INDICES, rule.indices());
        return fields;
    }

    static RuleSummary summary(Map<String, Object> source, long revision) {
        return new RuleSummary(
                text(source, RULE_ID),
                text(source, NAME),
                Boolean.TRUE.equals(source.get(ENABLED)),
                text(source, TYPE),
                text(source, SEVERITY),
                (int) number(source, RISK_SCORE),
                number(source, VERSION),
                revision,
                strings(source.get(TAGS)),
                strings(source.get(INDICES)),
                optionalText(source, FILE));
    }

    /** The rule of a document with all that is kept beside it. */
    static HeldRule held(GetResponse document) {
        Map<String, Object> source = document.getSourceAsMap();
        return new HeldRule(
                new StoredRule(
                        rule(source),
                        document.getVersion(),
                        new Version(document.getSeqNo(), document.getPrimaryTerm())),
                optionalText(source, AUTHENTICATION),
                optionalText(source, FILE));
    }

    /** @throws IllegalArgumentException if the document holds no readable rule */
    static Rule rule(Map<String, Object> source) {
        if (!(source.get(RULE) instanceof String json)) {
            throw new IllegalArgumentException("the document has no [" + RULE + "]");
        }
        return RuleDocument.fromJson(json);
    }

    private static List<String> tactics(Rule rule) {
        List<String> tactics = new ArrayList<>();
        if (rule.document().get("threat") instanceof List<?> threats) {
            for (Object threat : threats) {
                if (threat instanceof Map<?, ?> entry && entry.get("tactic") instanceof Map<?, ?> tactic) {
                    tactics.addAll(strings(tactic.get("id")));
                    tactics.addAll(strings(tactic.get("name")));
                }
            }
        }
        return tactics;
    }

    private static List<String> strings(@Nullable Object value) {
        if (value instanceof List<?> values) {
            return values.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }
        return value instanceof String one ? List.of(one) : List.of();
    }

    private static String text(Map<String, Object> source, String field) {
        return source.get(field) instanceof String value ? value : "";
    }

    private static Optional<String> optionalText(Map<String, Object> source, String field) {
        return source.get(field) instanceof String value ? Optional.of(value) : Optional.empty();
    }

    private static long number(Map<String, Object> source, String field) {
        return source.get(field) instanceof Number value ? value.longValue() : 0;
    }
}
