package org.esdetect.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A detection rule, whatever file it came from.
 *
 * <p>The named components and {@code document} never disagree: the constructor writes the components into the document,
 * under the names that Kibana gives them.
 *
 * @param id the stable signature id ({@code rule_id}), the same in every environment
 * @param enabled whether it is run
 * @param type {@code eql} is run; every other type is kept inactive
 * @param query the EQL text without outer white space; empty for a type that has none
 * @param indices index patterns; a leading {@code -} excludes
 * @param severity one of {@link #SEVERITIES}
 * @param riskScore 0 to 100
 * @param document the whole rule as Kibana's rule object, snake case, every field of the file kept; guide rendered.
 *     What Kibana has no name for is in {@code extra}. Unmodifiable at every level; keys in alphabetical order
 */
public record Rule(
        String id,
        String name,
        boolean enabled,
        String type,
        String query,
        List<String> indices,
        String severity,
        int riskScore,
        Timing timing,
        FieldNames fields,
        Map<String, Object> document) {
    /** The one type of rules that are run. */
    public static final String EQL = "eql";

    /** What the severity of a rule may be, the gravest last. */
    public static final List<String> SEVERITIES = List.of("low", "medium", "high", "critical");

    public Rule {
        indices = List.copyOf(indices);
        document = RuleDocument.complete(
                document, id, name, enabled, type, query, indices, severity, riskScore, timing, fields);
    }

    /**
     * When it is run and over what. {@link LookBack} reads the texts.
     *
     * @param interval for example {@code 5m}
     * @param from date math, the start of the look-back, for example {@code now-9m}
     * @param to date math, normally {@code now}
     * @param maxSignals alerts per interval
     */
    public record Timing(String interval, String from, String to, int maxSignals) {}

    /**
     * The fields that stand for category and time.
     *
     * @param category compared with the category word of the query, {@code event.category} unless overridden
     * @param timestamp orders a sequence, {@code @timestamp} unless overridden
     * @param tiebreaker orders events of one timestamp
     * @param timestampOverride the time field of the look-back window
     */
    public record FieldNames(
            String category, String timestamp, Optional<String> tiebreaker, Optional<String> timestampOverride) {
        public static final String DEFAULT_CATEGORY = "event.category";
        public static final String DEFAULT_TIMESTAMP = "@timestamp";

        /** What orders events of one timestamp where a rule names nothing: Elastic Defend counts it up per host. */
        public static final String DEFAULT_TIEBREAKER = "event.sequence";
    }

    /** Whether it is of the type that is run; others are kept for an export. */
    public boolean isSupported() {
        return type.equals(EQL);
    }

    /** Whether its alerts are building blocks, hidden from default views. */
    public boolean isBuildingBlock() {
        return document.get("building_block_type") != null;
    }

    /** How it folds like alerts into one; empty when each match is an alert of its own. */
    public Optional<Suppression> suppression() {
        return Suppression.of(this);
    }

    /** The exception lists that it names and that say something about its events, in their order. */
    public List<String> exceptionLists() {
        List<String> ids = new ArrayList<>();
        if (document.get("exceptions_list") instanceof List<?> lists) {
            for (Object list : lists) {
                if (list instanceof Map<?, ?> entry
                        && entry.get("list_id") instanceof String id
                        && !(entry.get("type") instanceof String type && !ExceptionList.isApplied(type))) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    /** How ripe its author calls it, as its TOML file says; empty when there was none or it does not tell. */
    public Optional<String> maturity() {
        return document.get(RuleDocument.EXTRA) instanceof Map<?, ?> extra
                        && extra.get("metadata") instanceof Map<?, ?> metadata
                        && metadata.get("maturity") instanceof String maturity
                ? Optional.of(maturity)
                : Optional.empty();
    }

    /** The same rule, switched on or off. */
    public Rule withEnabled(boolean on) {
        return new Rule(id, name, on, type, query, indices, severity, riskScore, timing, fields, document);
    }

    /** The same rule, for other indices. */
    public Rule withIndices(List<String> patterns) {
        return new Rule(id, name, enabled, type, query, patterns, severity, riskScore, timing, fields, document);
    }

    /** The same rule, with the number of its stored state: counted up by each change, shown in its alerts. */
    public Rule withRevision(long revision) {
        if (document.get("revision") instanceof Number present && present.longValue() == revision) {
            return this;
        }
        Map<String, Object> changed = new LinkedHashMap<>(document);
        changed.put("revision", revision);
        return new Rule(id, name, enabled, type, query, indices, severity, riskScore, timing, fields, changed);
    }
}
