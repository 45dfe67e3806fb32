package org.esdetect.es.schedule;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.coverage.UncoveredIndices;
import org.esdetect.es.spread.Owner;

/**
 * Rules that are due at the same time.
 *
 * @param due the rules, those first that wait longest
 * @param dueMillis since when, by rule id
 * @param states of the rules that were run before
 * @param owner a task that moved to another node starts no more runs
 */
record RoundRequest(
        List<CompiledRule> due,
        Map<String, Long> dueMillis,
        Map<String, RuleState> states,
        UncoveredIndices uncovered,
        Instant now,
        Owner owner) {

    /** @param all states that are known; those of other rules are left out */
    static RoundRequest of(
            List<Schedule.Due> due, Map<String, RuleState> all, UncoveredIndices uncovered, Instant now, Owner owner) {
        Map<String, Long> since = new HashMap<>();
        Map<String, RuleState> states = new HashMap<>();
        due.forEach(each -> {
            String id = each.rule().rule().id();
            since.put(id, each.sinceMillis());
            RuleState state = all.get(id);
            if (state != null) {
                states.put(id, state);
            }
        });
        return new RoundRequest(due.stream().map(Schedule.Due::rule).toList(), since, states, uncovered, now, owner);
    }

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
