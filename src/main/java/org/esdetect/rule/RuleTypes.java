package org.esdetect.rule;

import java.util.List;

/** The rule types that Kibana knows; only {@link Rule#EQL} is run here. */
final class RuleTypes {
    static final List<String> ALL = List.of(
            Rule.EQL, "esql", "machine_learning", "new_terms", "query", "saved_query", "threat_match", "threshold");

    private RuleTypes() {}

    static boolean isEql(Fields rule) {
        return Rule.EQL.equals(rule.raw("type"));
    }
}
