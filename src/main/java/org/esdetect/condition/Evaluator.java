package org.esdetect.condition;

import org.esdetect.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * The plain definition of what a condition means; every fast path and every index query is tested against it.
 *
 * <p>It reads the condition afresh for each event: to judge many events, prepare it once as a
 * {@link CompiledCondition}, whose verdicts are the same.
 */
public final class Evaluator {
    /** How many combinations of values one leaf may try before it counts as false. */
    public static final int MAX_COMBINATIONS = 100_000;

    private Evaluator() {}

    /**
     * Whether {@code event} satisfies {@code condition}. Never throws for what an event holds: a leaf over several
     * fields that would have to try more than 100,000 combinations of their values is false.
     *
     * @throws IllegalArgumentException when a regular expression of the condition is malformed
     */
    public static boolean matches(Condition condition, Event event) {
        return condition.accept(new Interpreter(event, null));
    }

    /**
     * As {@link #matches(Condition, Event)}, with the caller's bound.
     *
     * @param combinations spent by one for each combination of values that a leaf tries
     * @throws BudgetExceededException when the event needs more; the verdict is then unknown
     */
    public static boolean matches(Condition condition, Event event, Budget combinations) {
        return condition.accept(new Interpreter(event, combinations));
    }

    /** What {@code expression} comes to where each mention of a field is the field's first value; null for null. */
    public static @Nullable Object value(Expression expression, Event event) {
        Combinations combinations = Combinations.of(FieldMentions.in(expression), event);
        return ExpressionInterpreter.evaluate(expression, combinations.current())
                .orElse(null);
    }
}
