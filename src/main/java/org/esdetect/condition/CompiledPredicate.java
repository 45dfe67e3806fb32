package org.esdetect.condition;

import java.util.List;
import org.esdetect.condition.CompiledCondition.Node;
import org.esdetect.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * A leaf made ready to judge many events. Gives the verdicts of {@link Evaluator}. Immutable; any thread may use it.
 *
 * <p>A leaf is either about one field, and then holds when any of its values passes, or over an expression.
 */
public final class CompiledPredicate {
    private final Predicate predicate;
    private final List<String> fields;
    private final @Nullable ValueTest test;
    private final Node node;

    private CompiledPredicate(Predicate predicate, List<String> fields, @Nullable ValueTest test, Node node) {
        this.predicate = predicate;
        this.fields = fields;
        this.test = test;
        this.node = node;
    }

    /**
     * The leaf, ready to judge.
     *
     * @throws IllegalArgumentException when a regular expression or a network block is malformed
     * @throws BudgetExceededException when a regular expression is too complex
     */
    public static CompiledPredicate compile(Predicate predicate) {
        List<String> fields = predicate.accept(new PredicateFields());
        if (predicate instanceof Predicate.Computed computed) {
            return new CompiledPredicate(predicate, fields, null, CompiledExpression.compile(computed.expression()));
        }
        ValueTest test = predicate.accept(new ValueTests()).orElseThrow();
        return new CompiledPredicate(predicate, fields, test, anyValue(fields.get(0), test));
    }

    /** What this was compiled from. */
    public Predicate predicate() {
        return predicate;
    }

    /** The fields it reads, each once, in the order of their first mention. */
    public List<String> fields() {
        return fields;
    }

    /** Whether it is about the values of one field, one at a time: then {@link #passes} judges it. */
    public boolean isAboutOneField() {
        return test != null;
    }

    /**
     * Whether one value of the field passes.
     *
     * @param value a string, boolean or number
     * @throws IllegalStateException for a leaf over an expression
     */
    public boolean passes(Object value) {
        if (test == null) {
            throw new IllegalStateException("a leaf over an expression reads an event, not a value");
        }
        return test.passes(value);
    }

    /**
     * Whether the leaf holds of {@code event}; one over an expression with too many combinations of values does not.
     */
    public boolean matches(Event event) {
        return node.matches(event, null);
    }

    /**
     * As {@link #matches(Event)}, with a bound of the caller's.
     *
     * @throws BudgetExceededException when the event needs more combinations; the verdict is then unknown
     */
    public boolean matches(Event event, @Nullable Budget callersBudget) {
        return node.matches(event, callersBudget);
    }

    private static Node anyValue(String field, ValueTest test) {
        return (event, budget) -> {
            List<Object> values = event.values(field);
            for (int i = 0; i < values.size(); i++) {
                if (test.passes(values.get(i))) {
                    return true;
                }
            }
            return false;
        };
    }
}
