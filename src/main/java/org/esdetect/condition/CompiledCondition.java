package org.esdetect.condition;

import org.esdetect.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * A condition made ready to judge many events: lists are hash sets, regular expressions automata, blocks numbers. Gives
 * the verdicts of {@link Evaluator}. Immutable; any thread may use it.
 */
public final class CompiledCondition {
    private final Condition condition;
    private final Node root;

    private CompiledCondition(Condition condition, Node root) {
        this.condition = condition;
        this.root = root;
    }

    /** A condition, or a part of one. */
    @FunctionalInterface
    interface Node {
        /**
         * Whether it holds of {@code event}.
         *
         * @param callersBudget null: a leaf that needs too many combinations is false
         */
        boolean matches(Event event, @Nullable Budget callersBudget);
    }

    /**
     * The condition, ready to judge.
     *
     * @throws IllegalArgumentException when a regular expression or a network block is malformed
     * @throws BudgetExceededException when a regular expression is too complex
     */
    public static CompiledCondition compile(Condition condition) {
        return new CompiledCondition(condition, condition.accept(new ConditionCompiler()));
    }

    /** What this was compiled from. */
    public Condition condition() {
        return condition;
    }

    /** As {@link Evaluator#matches(Condition, Event)}. */
    public boolean matches(Event event) {
        return root.matches(event, null);
    }

    /**
     * As {@link Evaluator#matches(Condition, Event, Budget)}.
     *
     * @throws BudgetExceededException when the event needs more combinations; the verdict is then unknown
     */
    public boolean matches(Event event, Budget combinations) {
        return root.matches(event, combinations);
    }
}
