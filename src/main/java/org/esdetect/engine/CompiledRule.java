package org.esdetect.engine;

import java.util.List;
import java.util.Optional;
import org.esdetect.eql.lower.Plan;
import org.esdetect.rule.Rule;
import org.esdetect.text.Problem;

/**
 * A rule and what its query means.
 *
 * @param plan empty when the query has an error; {@code problems} says which
 * @param queryHash the first 16 hex digits of the SHA-256 of the query text: proves which text matched
 */
public record CompiledRule(Rule rule, Optional<Plan> plan, String queryHash, List<Problem> problems) {
    public CompiledRule {
        problems = List.copyOf(problems);
    }

    /** Enabled and without an error. */
    public boolean isActive() {
        return rule.enabled() && plan.isPresent();
    }
}
