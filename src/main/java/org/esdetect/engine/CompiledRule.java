package org.esdetect.engine;

import java.util.ArrayList;
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
    private final RuleExceptions exceptions;

    /**
     * @param plan empty when the query has an error; {@code problems} says which
     * @param queryHash the first 16 hex digits of the SHA-256 of the query text: proves which text matched
     * @throws IllegalArgumentException when the plan holds a malformed regular expression or network block
     * @throws org.esdetect.condition.BudgetExceededException when it holds one that is too complex
     */
    public CompiledRule(Rule rule, Optional<Plan> plan, String queryHash, List<Problem> problems) {
        this(rule, plan, queryHash, problems, prepared(plan), RuleExceptions.NONE);
    }

    private CompiledRule(
            Rule rule,
            Optional<Plan> plan,
            String queryHash,
            List<Problem> problems,
            Optional<CompiledCondition> condition,
            RuleExceptions exceptions) {
        this.rule = rule;
        this.plan = plan;
        this.queryHash = queryHash;
        this.problems = List.copyOf(problems);
        this.condition = condition;
        this.exceptions = exceptions;
    }

    private static Optional<CompiledCondition> prepared(Optional<Plan> plan) {
        return plan.isPresent() && plan.get() instanceof Plan.OfEvent ofEvent
                ? Optional.of(CompiledCondition.compile(ofEvent.condition()))
                : Optional.empty();
    }

    /** The same rule with these exceptions; itself when it has them. */
    public CompiledRule withExceptions(RuleExceptions others) {
        return exceptions.equals(others) ? this : new CompiledRule(rule, plan, queryHash, problems, condition, others);
    }

    /** The same query for a rule that differs in nothing that its plan depends on. */
    CompiledRule withRule(Rule other) {
        return new CompiledRule(other, plan, queryHash, problems, condition, exceptions);
    }

    public RuleExceptions exceptions() {
        return exceptions;
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

    /** Of the query, then of the exceptions. */
    public List<Problem> problems() {
        List<Problem> ofExceptions = exceptions.problems();
        if (ofExceptions.isEmpty()) {
            return problems;
        }
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(ofExceptions);
        return all;
    }

    /**
     * What someone makes of a rule again and again, made once and kept as long as the rule.
     *
     * @param made depends on this rule alone; the same for the same type
     */
    public <T> T derived(Class<T> type, Function<CompiledRule, T> made) {
        return type.cast(derived.computeIfAbsent(type, absent -> made.apply(this)));
    }

    /** Enabled, without an error, and with all the exceptions it relies on. */
    public boolean isActive() {
        return rule.enabled() && plan.isPresent() && exceptions.missingLists().isEmpty();
    }

    /** Whether it judges each event by itself; only for a rule that has a plan. */
    public boolean isSingleEvent() {
        return plan.orElseThrow() instanceof Plan.OfEvent;
    }

    /**
     * Whether this is a single-event rule whose query and filters {@code event} satisfies. Asks nothing about the
     * index, nor about exceptions: whether it raises an alert, {@link #raises} says.
     */
    public boolean matches(Event event) {
        return condition.isPresent() && condition.get().matches(event);
    }

    /**
     * Whether {@code event} satisfies a single-event rule and no exception takes it out.
     *
     * @param nowMillis for an event that does not tell when it arrived
     */
    public boolean raises(Event event, long nowMillis) {
        return matches(event) && exception(event, nowMillis).isEmpty();
    }

    /** The exception that takes {@code event} out; asked of events that {@link #matches}. */
    public Optional<CompiledException> exception(Event event, long nowMillis) {
        return exceptions.items().isEmpty()
                ? Optional.empty()
                : exceptions.of(event, JudgementTime.millis(event, nowMillis));
    }

    /** As {@link #exception}, and counts what it finds. */
    public Optional<CompiledException> countedException(Event event, long nowMillis) {
        Optional<CompiledException> by = exception(event, nowMillis);
        by.ifPresent(found -> exceptions.hits().hit(this, found));
        return by;
    }
}
