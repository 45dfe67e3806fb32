package org.esdetect.eql.ast;

import java.util.List;
import java.util.stream.Collectors;

/** A tree as fully parenthesised text, without the printer's knowledge of what binds tighter. */
final class Shape implements Expression.Visitor<String> {
    static String of(Expression expression) {
        return expression.accept(new Shape());
    }

    private static String node(String name, List<? extends Expression> operands) {
        return operands.stream().map(Shape::of).collect(Collectors.joining(" ", "(" + name + " ", ")"));
    }

    /** {@code a and (b and c)} prints as {@code a and b and c}, which means the same. */
    private static String flat(String name, List<Expression> operands) {
        return operands.stream()
                .map(Shape::of)
                .map(shape -> shape.startsWith("(" + name + " ")
                        ? shape.substring(name.length() + 2, shape.length() - 1)
                        : shape)
                .collect(Collectors.joining(" ", "(" + name + " ", ")"));
    }

    @Override
    public String literal(Expression.Literal expression) {
        Object value = expression.value();
        return value == null ? "null" : value.getClass().getSimpleName() + "<" + value + ">";
    }

    @Override
    public String field(Expression.Field expression) {
        return (expression.optional() ? "?" : "") + "<" + expression.path() + ">";
    }

    @Override
    public String call(Expression.Call expression) {
        return node(expression.name() + expression.insensitive(), expression.operands());
    }

    @Override
    public String signed(Expression.Signed expression) {
        return node(expression.negative() ? "-" : "+", expression.operands());
    }

    @Override
    public String arithmetic(Expression.Arithmetic expression) {
        return node(expression.operator().name(), expression.operands());
    }

    @Override
    public String comparison(Expression.Comparison expression) {
        return node(expression.operator().name(), expression.operands());
    }

    @Override
    public String membership(Expression.Membership expression) {
        return node("in" + expression.insensitive() + expression.negated(), expression.operands());
    }

    @Override
    public String match(Expression.Match expression) {
        return node(expression.operator().name(), expression.operands());
    }

    @Override
    public String not(Expression.Not expression) {
        return node("not", expression.operands());
    }

    @Override
    public String and(Expression.And expression) {
        return flat("and", expression.operands());
    }

    @Override
    public String or(Expression.Or expression) {
        return flat("or", expression.operands());
    }
}
