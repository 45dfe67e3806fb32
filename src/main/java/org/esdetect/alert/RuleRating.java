package org.esdetect.alert;

import org.esdetect.rule.Rule;

/**
 * What the alert is called and how grave it is. The one place where {@code rule_name_override},
 * {@code severity_mapping} and {@code risk_score_mapping} are to apply; for now the rule's own values stand.
 *
 * @param riskScore 0 to 100
 */
record RuleRating(String ruleName, String severity, double riskScore) {

    static RuleRating of(Rule rule) {
        return new RuleRating(rule.name(), rule.severity(), rule.riskScore());
    }
}
