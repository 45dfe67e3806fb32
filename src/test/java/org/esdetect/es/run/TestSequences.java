package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.eql.lower.Plan;
import org.esdetect.rule.Rule;
import org.esdetect.sequence.SequencePlan;
import org.esdetect.testing.TestRules;

/** Rules over {@code event.action}, joined by {@code host.id}. */
public final class TestSequences {
    public static final String INDEX = "logs-test";

    private TestSequences() {}

    public static Rule rule(String id) {
        return TestRules.rule(id, Map.of("index", List.of(INDEX + "*"), "severity", "high", "risk_score", 73));
    }

    public static Condition action(String action) {
        return new Condition.Leaf(new Predicate.OneOf("event.action", List.of(new Literal(action)), true));
    }

    public static CompiledRule event(String id, String action) {
        return compiled(rule(id), new Plan.OfEvent(action(action)));
    }

    /**
     * A sequence by host.
     *
     * @param actions one for each step; a leading {@code !} makes it a missing step
     */
    public static CompiledRule sequence(String id, long maxSpanMillis, String... actions) {
        return compiled(rule(id), plan(OptionalLong.of(maxSpanMillis), Optional.empty(), actions));
    }

    public static Plan.OfSequence plan(OptionalLong maxSpan, Optional<String> until, String... actions) {
        List<SequencePlan.JoinKey> keys = List.of(new SequencePlan.JoinKey("host.id", false));
        List<SequencePlan.Step> steps = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        for (String action : actions) {
            boolean missing = action.startsWith("!");
            steps.add(new SequencePlan.Step(keys, missing));
            conditions.add(action(missing ? action.substring(1) : action));
        }
        return new Plan.OfSequence(
                new SequencePlan(steps, maxSpan, until.map(action -> keys)),
                conditions,
                until.map(TestSequences::action));
    }

    public static CompiledRule compiled(Rule rule, Plan plan) {
        return new CompiledRule(rule, Optional.of(RuleCompiler.bounded(plan, rule)), "0123456789abcdef", List.of());
    }
}
