package org.esdetect.rule;

import java.util.List;

/** The rule types that Kibana knows; only {@link #EQL} is run here. */
final class RuleTypes {
    static final String EQL = "eql";

    static final List<String> ALL =
            List.of(EQL, "esql", "machine_learning", "new_terms", "query", "saved_query", "threat_match", "threshold");

    private RuleTypes() {}

    static boolean isEql(Fields rule) {
        return EQL.equals(rule.raw("type"));
    }
}
