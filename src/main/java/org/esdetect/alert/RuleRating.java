package org.esdetect.alert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.rule.Rule;

/**
 * What the alert is called and how grave it is: the rule's own words, or what {@code rule_name_override},
 * {@code severity_mapping} and {@code risk_score_mapping} make of the event. The one place where they apply.
 *
 * @param riskScore 0 to 100
 */
record RuleRating(String ruleName, String severity, double riskScore) {
    private static final double MAX_RISK = 100;
    private static final int LONGEST_NAME = 1000;
    private static final int LONGEST_NUMBER = 20;

    /** Compared as a number; every other field as text. */
    private static final String EVENT_SEVERITY = "event.severity";

    /** Of an alert that is about no event in particular. */
    static RuleRating of(Rule rule) {
        return new RuleRating(rule.name(), rule.severity(), rule.riskScore());
    }

    /** @param event the event, or what the events of a sequence have in common */
    static RuleRating of(Rule rule, Map<String, Object> event) {
        return new RuleRating(name(rule, event), severity(rule, event), riskScore(rule, event));
    }

    /** The first text at the field; a name that is blank names nothing. */
    private static String name(Rule rule, Map<String, Object> event) {
        return Optional.ofNullable(rule.document().get("rule_name_override"))
                .map(String::valueOf)
                .filter(field -> !field.isBlank())
                .flatMap(field -> SourcePath.nodes(event, field).stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(text -> !text.isBlank())
                        .findFirst())
                .map(text -> WellFormed.shortened(text, LONGEST_NAME))
                .orElse(rule.name());
    }

    /** The gravest of the entries that match, even when the rule itself is graver. */
    private static String severity(Rule rule, Map<String, Object> event) {
        int gravest = -1;
        for (Map<?, ?> entry : entries(rule, "severity_mapping")) {
            int severity = Rule.SEVERITIES.indexOf(String.valueOf(entry.get("severity")));
            if (severity > gravest && matches(entry, event)) {
                gravest = severity;
            }
        }
        return gravest < 0 ? rule.severity() : Rule.SEVERITIES.get(gravest);
    }

    private static boolean matches(Map<?, ?> entry, Map<String, Object> event) {
        String field = String.valueOf(entry.get("field"));
        String wanted = String.valueOf(entry.get("value"));
        List<String> values = SourcePath.texts(event, field);
        if (!field.equals(EVENT_SEVERITY)) {
            return values.contains(wanted);
        }
        Optional<Double> number = number(wanted);
        return number.isPresent()
                && values.stream().anyMatch(value -> number(value).equals(number));
    }

    /** The largest number from 0 to 100 at the field of the first entry. */
    private static double riskScore(Rule rule, Map<String, Object> event) {
        return entries(rule, "risk_score_mapping").stream()
                .limit(1)
                .flatMap(entry -> SourcePath.texts(event, String.valueOf(entry.get("field"))).stream())
                .flatMap(text -> number(text).stream())
                .filter(score -> score >= 0 && score <= MAX_RISK)
                .max(Double::compare)
                .orElse((double) rule.riskScore());
    }

    private static List<Map<?, ?>> entries(Rule rule, String name) {
        return rule.document().get(name) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .<Map<?, ?>>map(entry -> (Map<?, ?>) entry)
                        .toList()
                : List.of();
    }

    private static Optional<Double> number(String text) {
        if (!text.matches("-?[0-9]+(\\.[0-9]+)?") || text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        return Optional.of(Double.valueOf(text));
    }
}
