package org.esdetect.condition;

import java.util.List;
import java.util.Optional;
import org.esdetect.event.Address;
import org.esdetect.event.AsciiCase;
import org.esdetect.event.Event;
import org.esdetect.event.NetworkBlock;
import org.esdetect.event.Values;
import org.jspecify.annotations.Nullable;

/** Judges one event, a method a kind of condition, in the words of the definition. */
final class Interpreter implements Condition.Visitor<Boolean>, Predicate.Visitor<Boolean> {
    private final Event event;
    private final @Nullable Budget callersBudget;

    /**
     * An interpreter for one event.
     *
     * @param callersBudget null: each leaf has a generous one of its own, and is false beyond it
     */
    Interpreter(Event event, @Nullable Budget callersBudget) {
        this.event = event;
        this.callersBudget = callersBudget;
    }

    @Override
    public Boolean allOf(Condition.AllOf condition) {
        for (Condition term : condition.terms()) {
            if (!term.accept(this)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Boolean anyOf(Condition.AnyOf condition) {
        for (Condition term : condition.terms()) {
            if (term.accept(this)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Boolean not(Condition.Not condition) {
        return !condition.term().accept(this);
    }

    @Override
    public Boolean leaf(Condition.Leaf condition) {
        return condition.predicate().accept(this);
    }

    @Override
    public Boolean constant(Condition.Constant condition) {
        return condition.value();
    }

    @Override
    public Boolean exists(Predicate.Exists predicate) {
        return anyValue(predicate.field(), value -> true);
    }

    @Override
    public Boolean oneOf(Predicate.OneOf predicate) {
        return anyValue(predicate.field(), value -> isOneOf(value, predicate.values(), predicate.caseSensitive()));
    }

    @Override
    public Boolean like(Predicate.Like predicate) {
        return anyValue(predicate.field(), value -> isLike(value, predicate.patterns(), predicate.caseSensitive()));
    }

    @Override
    public Boolean regex(Predicate.Regex predicate) {
        RegexMatcher matcher = RegexMatcher.compile(predicate.patterns(), predicate.caseSensitive());
        return anyValue(predicate.field(), value -> matcher.matches(Values.text(value)));
    }

    @Override
    public Boolean range(Predicate.Range predicate) {
        return anyValue(predicate.field(), value -> {
            Integer comparison = Values.compare(value, predicate.bound().value());
            return comparison != null && predicate.order().holds(comparison);
        });
    }

    @Override
    public Boolean inNetwork(Predicate.InNetwork predicate) {
        return anyValue(predicate.field(), value -> isIn(value, predicate.blocks()));
    }

    @Override
    public Boolean affix(Predicate.Affix predicate) {
        boolean caseSensitive = predicate.caseSensitive();
        String wanted = caseSensitive ? predicate.text() : AsciiCase.fold(predicate.text());
        return anyValue(predicate.field(), value -> {
            String text = caseSensitive ? Values.text(value) : AsciiCase.fold(Values.text(value));
            return switch (predicate.position()) {
                case START -> text.startsWith(wanted);
                case END -> text.endsWith(wanted);
                case ANYWHERE -> !wanted.isEmpty() && text.contains(wanted);
            };
        });
    }

    @Override
    public Boolean computed(Predicate.Computed predicate) {
        Budget budget = callersBudget != null
                ? callersBudget
                : new Budget("combinations of values", Evaluator.MAX_COMBINATIONS);
        try {
            return anyCombination(predicate.expression(), budget);
        } catch (BudgetExceededException exceeded) {
            if (callersBudget != null) {
                throw exceeded;
            }
            return false;
        }
    }

    private boolean anyCombination(Expression expression, Budget budget) {
        Combinations combinations = Combinations.of(FieldMentions.in(expression), event);
        do {
            budget.spend(1);
            Optional<Object> value = ExpressionInterpreter.evaluate(expression, combinations.current());
            if (Boolean.TRUE.equals(Logic.truth(value.orElse(null)))) {
                return true;
            }
        } while (combinations.advance());
        return false;
    }

    private boolean anyValue(String field, ValueTest test) {
        return event.values(field).stream().anyMatch(test::passes);
    }

    static boolean isOneOf(Object value, List<Literal> literals, boolean caseSensitive) {
        return literals.stream().anyMatch(literal -> Values.equal(value, literal.value(), caseSensitive));
    }

    static boolean isLike(Object value, List<String> patterns, boolean caseSensitive) {
        return patterns.stream().anyMatch(pattern -> Wildcard.matches(pattern, Values.text(value), caseSensitive));
    }

    private static boolean isIn(Object value, List<String> blocks) {
        Address address = Values.address(value);
        return address != null
                && blocks.stream().anyMatch(block -> NetworkBlock.parse(block).contains(address));
    }
}
