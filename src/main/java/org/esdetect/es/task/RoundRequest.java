package org.esdetect.es.task;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.esdetect.engine.CompiledRule;

/**
 * Rules that are due at the same time.
 *
 * @param states of the rules that were run before
 * @param stopped asked before each rule: a task that moved to another node starts no more runs
 */
record RoundRequest(
        List<CompiledRule> due,
        Map<String, RuleState> states,
        UncoveredIndices uncovered,
        Instant now,
        BooleanSupplier stopped) {

    long nowMillis() {
        return now.toEpochMilli();
    }

    /** What is known of the rule before this run. */
    RuleState state(CompiledRule rule) {
        RuleState known = states.get(rule.rule().id());
        if (known == null) {
            return RuleState.first(rule.queryHash(), nowMillis());
        }
        return known.queryHash().equals(rule.queryHash()) ? known : known.edited(rule.queryHash());
    }
}
