package org.esdetect.condition;

import java.util.Arrays;
import java.util.List;
import org.esdetect.function.Function;
import org.jspecify.annotations.Nullable;

/** Conditions in few words. */
final class Terms {
    private Terms() {}

    static Condition is(String field, Object value) {
        return oneOf(field, true, value);
    }

    static Condition oneOf(String field, boolean caseSensitive, Object... values) {
        List<Literal> literals = Arrays.stream(values).map(Literal::new).toList();
        return new Condition.Leaf(new Predicate.OneOf(field, literals, caseSensitive));
    }

    static Condition like(String field, boolean caseSensitive, String... patterns) {
        return new Condition.Leaf(new Predicate.Like(field, List.of(patterns), caseSensitive));
    }

    static Condition regex(String field, boolean caseSensitive, String... patterns) {
        return new Condition.Leaf(new Predicate.Regex(field, List.of(patterns), caseSensitive));
    }

    static Condition range(String field, Order order, Object bound) {
        return new Condition.Leaf(new Predicate.Range(field, order, new Literal(bound)));
    }

    static Condition affix(String field, Predicate.Affix.Position position, String text) {
        return new Condition.Leaf(new Predicate.Affix(field, position, text, true));
    }

    static Condition exists(String field) {
        return new Condition.Leaf(new Predicate.Exists(field));
    }

    static Condition computed(Expression expression) {
        return new Condition.Leaf(new Predicate.Computed(expression));
    }

    static Condition not(Condition condition) {
        return new Condition.Not(condition);
    }

    static Expression field(String path) {
        return new Expression.Field(path);
    }

    static Expression constant(@Nullable Object value) {
        return new Expression.Constant(value == null ? null : new Literal(value));
    }

    static Expression call(Function function, Expression... arguments) {
        return new Expression.Call(function, List.of(arguments), true);
    }
}
