package org.esdetect.condition;

import java.util.Arrays;
import java.util.List;
import org.esdetect.event.Values;
import org.esdetect.function.Function;
import org.jspecify.annotations.Nullable;

/** Expression to nodes. Each mention of a field gets the next place in the row of chosen values. */
final class ExpressionCompiler implements Expression.Visitor<ExpressionCompiler.Node> {

    /** An expression, or a part of one. */
    @FunctionalInterface
    interface Node {
        @Nullable
        Object value(@Nullable Object[] row);
    }

    private final List<String> mentions;

    /**
     * Compiles one expression.
     *
     * @param mentions receives the fields in the order of their places
     */
    ExpressionCompiler(List<String> mentions) {
        this.mentions = mentions;
    }

    @Override
    public Node constant(Expression.Constant expression) {
        Object value =
                expression.literal() == null ? null : expression.literal().value();
        return row -> value;
    }

    @Override
    public Node field(Expression.Field expression) {
        int place = mentions.size();
        mentions.add(expression.path());
        return row -> row[place];
    }

    @Override
    public Node call(Expression.Call expression) {
        Node[] arguments = new Node[expression.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = expression.arguments().get(i).accept(this);
        }
        Function function = expression.function();
        boolean caseSensitive = expression.caseSensitive();
        return row -> {
            @Nullable Object[] values = new Object[arguments.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments[i].value(row);
            }
            return function.apply(Arrays.asList(values), caseSensitive);
        };
    }

    @Override
    public Node negate(Expression.Negate expression) {
        Node operand = expression.operand().accept(this);
        return row -> ExpressionInterpreter.negated(operand.value(row));
    }

    @Override
    public Node equal(Expression.Equal expression) {
        Node left = expression.left().accept(this);
        Node right = expression.right().accept(this);
        boolean mirrored = ExpressionInterpreter.constantIsLeft(expression.left(), expression.right());
        return row -> {
            Object value = (mirrored ? right : left).value(row);
            Object literal = (mirrored ? left : right).value(row);
            return value == null || literal == null ? null : (Object) Values.equal(value, literal, true);
        };
    }

    @Override
    public Node compare(Expression.Compare expression) {
        Node left = expression.left().accept(this);
        Node right = expression.right().accept(this);
        boolean mirrored = ExpressionInterpreter.constantIsLeft(expression.left(), expression.right());
        Order order = expression.order();
        return row -> {
            Object value = (mirrored ? right : left).value(row);
            Object literal = (mirrored ? left : right).value(row);
            Integer comparison = value == null || literal == null ? null : Values.compare(value, literal);
            return comparison == null
                    ? null
                    : (Object) order.holds(mirrored ? -Integer.signum(comparison) : comparison);
        };
    }

    @Override
    public Node isNull(Expression.IsNull expression) {
        Node operand = expression.operand().accept(this);
        return row -> operand.value(row) == null;
    }

    @Override
    public Node oneOf(Expression.OneOf expression) {
        return test(expression.operand(), LiteralSet.of(expression.values(), expression.caseSensitive()));
    }

    @Override
    public Node like(Expression.Like expression) {
        return test(expression.operand(), PatternSet.of(expression.patterns(), expression.caseSensitive()));
    }

    @Override
    public Node regex(Expression.Regex expression) {
        RegexMatcher matcher = RegexMatcher.compile(expression.patterns(), expression.caseSensitive());
        return test(expression.operand(), value -> matcher.matches(Values.text(value)));
    }

    @Override
    public Node and(Expression.And expression) {
        Node left = expression.left().accept(this);
        Node right = expression.right().accept(this);
        return row -> Logic.and(Logic.truth(left.value(row)), Logic.truth(right.value(row)));
    }

    @Override
    public Node or(Expression.Or expression) {
        Node left = expression.left().accept(this);
        Node right = expression.right().accept(this);
        return row -> Logic.or(Logic.truth(left.value(row)), Logic.truth(right.value(row)));
    }

    @Override
    public Node not(Expression.Not expression) {
        Node operand = expression.operand().accept(this);
        return row -> Logic.not(Logic.truth(operand.value(row)));
    }

    private Node test(Expression operand, ValueTest test) {
        Node node = operand.accept(this);
        return row -> {
            Object value = node.value(row);
            return value == null ? null : (Object) test.passes(value);
        };
    }
}
