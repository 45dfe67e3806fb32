package org.esdetect.rule;

import java.util.List;
import java.util.Optional;

/** Severity and risk, and how an event may change them. */
final class SeverityCheck implements RuleCheck {
    /** The highest score of each of {@link Rule#SEVERITIES}, in their order. */
    private static final int[] BANDS = {21, 47, 73, 100};

    private static final int MAX_RISK = 100;

    @Override
    public void check(Fields rule) {
        Optional<String> severity = rule.requiredWord("severity", Rule.SEVERITIES);
        if (!rule.has("risk_score")) {
            rule.report()
                    .error(
                            rule.path("risk_score"),
                            "field [" + rule.path("risk_score") + "] is missing, expected a whole number from [0] to ["
                                    + MAX_RISK + "]");
        }
        Optional<Integer> risk = rule.integer("risk_score", 0, MAX_RISK);
        if (severity.isPresent() && risk.isPresent()) {
            checkBand(rule, severity.get(), risk.get());
        }
        for (Fields mapping : rule.objects("severity_mapping")) {
            checkMapping(mapping);
            mapping.requiredWord("severity", Rule.SEVERITIES);
        }
        for (Fields mapping : rule.objects("risk_score_mapping")) {
            checkMapping(mapping);
            mapping.integer("risk_score", 0, MAX_RISK);
        }
    }

    private static void checkMapping(Fields mapping) {
        mapping.requiredText("field", "the name of a field of the event");
        mapping.word("operator", List.of("equals"));
        mapping.text("value");
    }

    private static void checkBand(Fields rule, String severity, int risk) {
        int band = 0;
        while (risk > BANDS[band]) {
            band++;
        }
        if (!Rule.SEVERITIES.get(band).equals(severity)) {
            rule.report()
                    .warning(
                            rule.path("risk_score"),
                            "field [" + rule.path("risk_score") + "] is [" + risk + "], which is usual for severity ["
                                    + Rule.SEVERITIES.get(band) + "], and the severity is [" + severity + "]");
        }
    }
}
