package org.esdetect.condition;

import java.util.ArrayList;
import java.util.List;
import org.esdetect.event.Values;
import org.esdetect.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates an expression for one choice of values. Every part is evaluated, once and from left to right, so that the
 * mentions of fields meet their values in order; nothing is cut short.
 */
final class ExpressionInterpreter implements Expression.Visitor<@Nullable Object> {
    private final @Nullable Object[] chosen;
    private int next;

    private ExpressionInterpreter(@Nullable Object[] chosen) {
        this.chosen = chosen;
    }

    /** @param chosen a value or null for each mention, in the order of {@link FieldMentions} */
    static @Nullable Object evaluate(Expression expression, @Nullable Object[] chosen) {
        return expression.accept(new ExpressionInterpreter(chosen));
    }

    @Override
    public @Nullable Object constant(Expression.Constant expression) {
        return expression.literal() == null ? null : expression.literal().value();
    }

    @Override
    public @Nullable Object field(Expression.Field expression) {
        return chosen[next++];
    }

    @Override
    public @Nullable Object call(Expression.Call expression) {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Expression argument : expression.arguments()) {
            arguments.add(argument.accept(this));
        }
        return expression.function().apply(arguments, expression.caseSensitive());
    }

    @Override
    public @Nullable Object negate(Expression.Negate expression) {
        return negated(expression.operand().accept(this));
    }

    @Override
    public @Nullable Object equal(Expression.Equal expression) {
        Object left = expression.left().accept(this);
        Object right = expression.right().accept(this);
        if (left == null || right == null) {
            return null;
        }
        return constantIsLeft(expression.left(), expression.right())
                ? Values.equal(right, left, true)
                : Values.equal(left, right, true);
    }

    @Override
    public @Nullable Object compare(Expression.Compare expression) {
        Object left = expression.left().accept(this);
        Object right = expression.right().accept(this);
        if (left == null || right == null) {
            return null;
        }
        boolean mirrored = constantIsLeft(expression.left(), expression.right());
        Integer comparison = mirrored ? Values.compare(right, left) : Values.compare(left, right);
        if (comparison == null) {
            return null;
        }
        return expression.order().holds(mirrored ? -Integer.signum(comparison) : comparison);
    }

    @Override
    public @Nullable Object isNull(Expression.IsNull expression) {
        return expression.operand().accept(this) == null;
    }

    @Override
    public @Nullable Object oneOf(Expression.OneOf expression) {
        Object value = expression.operand().accept(this);
        return value == null
                ? null
                : (Object) Interpreter.isOneOf(value, expression.values(), expression.caseSensitive());
    }

    @Override
    public @Nullable Object like(Expression.Like expression) {
        Object value = expression.operand().accept(this);
        return value == null
                ? null
                : (Object) Interpreter.isLike(value, expression.patterns(), expression.caseSensitive());
    }

    @Override
    public @Nullable Object regex(Expression.Regex expression) {
        Object value = expression.operand().accept(this);
        RegexMatcher matcher = RegexMatcher.compile(expression.patterns(), expression.caseSensitive());
        return value == null ? null : (Object) matcher.matches(Values.text(value));
    }

    @Override
    public @Nullable Object and(Expression.And expression) {
        Boolean left = Logic.truth(expression.left().accept(this));
        Boolean right = Logic.truth(expression.right().accept(this));
        return Logic.and(left, right);
    }

    @Override
    public @Nullable Object or(Expression.Or expression) {
        Boolean left = Logic.truth(expression.left().accept(this));
        Boolean right = Logic.truth(expression.right().accept(this));
        return Logic.or(left, right);
    }

    @Override
    public @Nullable Object not(Expression.Not expression) {
        return Logic.not(Logic.truth(expression.operand().accept(this)));
    }

    static @Nullable Object negated(@Nullable Object value) {
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(0L);
        arguments.add(value);
        return Function.SUBTRACT.apply(arguments, true);
    }

    /** Values and constants compare by different rules: the constant is on the right unless only the left is one. */
    static boolean constantIsLeft(Expression left, Expression right) {
        return left instanceof Expression.Constant && !(right instanceof Expression.Constant);
    }
}
