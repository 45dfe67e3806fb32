package org.esdetect.es.ingest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.eql.lower.Plan;
import org.esdetect.rule.Rule;

/** Rules made by hand, so that these tests need no parser. */
public final class TestRules {
    /** The indices that the rules name unless they say otherwise. */
    public static final String PATTERN = "logs-*";

    private TestRules() {}

    public static CompiledRules of(long generation, CompiledRule... rules) {
        return new CompiledRules(List.of(rules), generation);
    }

    /** {@code process.name == name}, over {@link #PATTERN}. */
    public static CompiledRule process(String id, String name) {
        Predicate predicate = new Predicate.OneOf("process.name", List.of(new Literal(name)), true);
        return rule(id, new Condition.Leaf(predicate), PATTERN);
    }

    public static CompiledRule rule(String id, Condition condition, String... indices) {
        return new CompiledRule(
                document(id, indices), Optional.of(new Plan.OfEvent(condition)), "0123456789abcdef", List.of());
    }

    private static Rule document(String id, String... indices) {
        return new Rule(
                id,
                "Rule " + id,
                true,
                "eql",
                "process where true",
                List.of(indices),
                "high",
                73,
                new Rule.Timing("5m", "now-9m", "now", 100),
                new Rule.FieldNames("event.category", "@timestamp", Optional.empty(), Optional.empty()),
                Map.of(
                        "rule_id",
                        id,
                        "name",
                        "Rule " + id,
                        "description",
                        "made for a test",
                        "type",
                        "eql",
                        "severity",
                        "high",
                        "risk_score",
                        73));
    }
}
