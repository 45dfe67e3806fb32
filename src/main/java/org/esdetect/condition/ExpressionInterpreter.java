package org.esdetect.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.esdetect.event.Values;
import org.esdetect.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates an expression for one choice of values; empty stands for null. Every part is evaluated, once and from left
 * to right, so that the mentions of fields meet their values in order; nothing is cut short.
 */
final class ExpressionInterpreter implements Expression.Visitor<Optional<Object>> {
    private final @Nullable Object[] chosen;
    private int next;

    private ExpressionInterpreter(@Nullable Object[] chosen) {
        this.chosen = chosen;
    }

    /**
     * What the expression comes to; empty for null.
     *
     * @param chosen a value or null for each mention, in the order of {@link FieldMentions}
     */
    static Optional<Object> evaluate(Expression expression, @Nullable Object[] chosen) {
        return expression.accept(new ExpressionInterpreter(chosen));
    }

    @Override
    public Optional<Object> constant(Expression.Constant expression) {
        return Optional.ofNullable(expression.literal()).map(Literal::value);
    }

    @Override
    public Optional<Object> field(Expression.Field expression) {
        return Optional.ofNullable(chosen[next++]);
    }

    @Override
    public Optional<Object> call(Expression.Call expression) {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Expression argument : expression.arguments()) {
            arguments.add(argument.accept(this).orElse(null));
        }
        return Optional.ofNullable(expression.function().apply(arguments, expression.caseSensitive()));
    }

    @Override
    public Optional<Object> negate(Expression.Negate expression) {
        return Optional.ofNullable(negated(expression.operand().accept(this).orElse(null)));
    }

    @Override
    public Optional<Object> equal(Expression.Equal expression) {
        Optional<Object> left = expression.left().accept(this);
        Optional<Object> right = expression.right().accept(this);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                constantIsLeft(expression.left(), expression.right())
                        ? Values.equal(right.get(), left.get(), true)
                        : Values.equal(left.get(), right.get(), true));
    }

    @Override
    public Optional<Object> compare(Expression.Compare expression) {
        Optional<Object> left = expression.left().accept(this);
        Optional<Object> right = expression.right().accept(this);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        boolean mirrored = constantIsLeft(expression.left(), expression.right());
        Integer comparison =
                mirrored ? Values.compare(right.get(), left.get()) : Values.compare(left.get(), right.get());
        if (comparison == null) {
            return Optional.empty();
        }
        return Optional.of(expression.order().holds(mirrored ? -Integer.signum(comparison) : comparison));
    }

    @Override
    public Optional<Object> isNull(Expression.IsNull expression) {
        return Optional.of(expression.operand().accept(this).isEmpty());
    }

    @Override
    public Optional<Object> oneOf(Expression.OneOf expression) {
        return expression
                .operand()
                .accept(this)
                .map(value -> Interpreter.isOneOf(value, expression.values(), expression.caseSensitive()));
    }

    @Override
    public Optional<Object> like(Expression.Like expression) {
        return expression
                .operand()
                .accept(this)
                .map(value -> Interpreter.isLike(value, expression.patterns(), expression.caseSensitive()));
    }

    @Override
    public Optional<Object> regex(Expression.Regex expression) {
        RegexMatcher matcher = RegexMatcher.compile(expression.patterns(), expression.caseSensitive());
        return expression.operand().accept(this).map(value -> matcher.matches(Values.text(value)));
    }

    @Override
    public Optional<Object> and(Expression.And expression) {
        Boolean left = truth(expression.left());
        Boolean right = truth(expression.right());
        return Optional.ofNullable(Logic.and(left, right));
    }

    @Override
    public Optional<Object> or(Expression.Or expression) {
        Boolean left = truth(expression.left());
        Boolean right = truth(expression.right());
        return Optional.ofNullable(Logic.or(left, right));
    }

    @Override
    public Optional<Object> not(Expression.Not expression) {
        return Optional.ofNullable(Logic.not(truth(expression.operand())));
    }

    private @Nullable Boolean truth(Expression operand) {
        return Logic.truth(operand.accept(this).orElse(null));
    }

    static @Nullable Object negated(@Nullable Object value) {
        return Function.SUBTRACT.apply(Arrays.<@Nullable Object>asList(0L, value), true);
    }

    /** Values and constants compare by different rules: the constant is on the right unless only the left is one. */
    static boolean constantIsLeft(Expression left, Expression right) {
        return left instanceof Expression.Constant && !(right instanceof Expression.Constant);
    }
}
