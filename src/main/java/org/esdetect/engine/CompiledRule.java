package org.esdetect.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.eql.lower.Plan;
import org.esdetect.event.Event;
import org.esdetect.rule.Rule;
import org.esdetect.text.Problem;

/** A rule and what its query means. Immutable; what judging needs is prepared once, when it is made. */
public final class CompiledRule {
    private final Rule rule;
    private final Optional<Plan> plan;
    private final String queryHash;
    private final List<Problem> problems;
    private final Optional<CompiledCondition> condition;
    private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>();

    /**
     * @param plan empty when the query has an error; {@code problems} says which
     * @param queryHash the first 16 hex digits of the SHA-256 of the query text: proves which text matched
     * @throws IllegalArgumentException when the plan holds a malformed regular expression or network block
     * @throws org.esdetect.condition.BudgetExceededException when it holds one that is too complex
     */
    public CompiledRule(Rule rule, Optional<Plan> plan, String queryHash, List<Problem> problems) {
        this.rule = rule;
        this.plan = plan;
        this.queryHash = queryHash;
        this.problems = List.copyOf(problems);
        this.condition = plan.isPresent() && plan.get() instanceof Plan.OfEvent ofEvent
                ? Optional.of(CompiledCondition.compile(ofEvent.condition()))
                : Optional.empty();
    }

    public Rule rule() {
        return rule;
    }

    public Optional<Plan> plan() {
        return plan;
    }

    public String queryHash() {
        return queryHash;
    }

    public List<Problem> problems() {
        return problems;
    }

    /**
     * What someone makes of a rule again and again, made once and kept as long as the rule.
     *
     * @param made depends on this rule alone; the same for the same type
     */
    public <T> T derived(Class<T> type, Function<CompiledRule, T> made) {
        return type.cast(derived.computeIfAbsent(type, absent -> made.apply(this)));
    }

    /** Enabled and without an error. */
    public boolean isActive() {
        return rule.enabled() && plan.isPresent();
    }

    /** Whether this is a single-event rule whose condition {@code event} satisfies. Asks nothing about the index. */
    public boolean matches(Event event) {
        return condition.isPresent() && condition.get().matches(event);
    }
}
