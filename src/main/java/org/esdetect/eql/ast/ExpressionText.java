package org.esdetect.eql.ast;

import java.util.List;
import java.util.StringJoiner;

/** An expression as EQL; {@link #binding} says how tightly the result holds together. */
final class ExpressionText implements Expression.Visitor<String> {
    // In the order of the grammar's rules: a looser operand of a tighter operator needs parentheses.
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int COMPARISON = 4;
    private static final int SUM = 5;
    private static final int PRODUCT = 6;
    private static final int SIGN = 7;
    private static final int PREDICATE = 8;
    private static final int PRIMARY = 9;

    private int binding;

    private ExpressionText() {}

    static String of(Expression expression) {
        return within(OR, expression);
    }

    /** {@code expression} where only what binds as tightly as {@code least} can stand without parentheses. */
    private static String within(int least, Expression expression) {
        ExpressionText printer = new ExpressionText();
        String text = expression.accept(printer);
        return printer.binding < least ? "(" + text + ")" : text;
    }

    private static String list(List<? extends Expression> expressions) {
        return joined(OR, ", ", expressions);
    }

    private String bound(int strength, String text) {
        binding = strength;
        return text;
    }

    @Override
    public String literal(Expression.Literal expression) {
        return bound(PRIMARY, LiteralText.of(expression.value()));
    }

    @Override
    public String field(Expression.Field expression) {
        return bound(PRIMARY, (expression.optional() ? "?" : "") + LiteralText.path(expression.path()));
    }

    @Override
    public String call(Expression.Call expression) {
        String name = expression.name() + (expression.insensitive() ? "~" : "");
        return bound(PRIMARY, name + "(" + list(expression.operands()) + ")");
    }

    @Override
    public String signed(Expression.Signed expression) {
        return bound(SIGN, (expression.negative() ? "-" : "+") + within(SIGN, expression.operand()));
    }

    @Override
    public String arithmetic(Expression.Arithmetic expression) {
        int strength = expression.operator().bindsTighter() ? PRODUCT : SUM;
        String left = within(strength, expression.left());
        String right = within(strength + 1, expression.right());
        return bound(strength, left + " " + expression.operator().symbol() + " " + right);
    }

    @Override
    public String comparison(Expression.Comparison expression) {
        String left = within(SUM, expression.left());
        String right = within(SUM, expression.right());
        return bound(COMPARISON, left + " " + expression.operator().symbol() + " " + right);
    }

    @Override
    public String membership(Expression.Membership expression) {
        String operator = (expression.negated() ? " not in" : " in") + (expression.insensitive() ? "~" : "");
        return bound(
                PREDICATE, within(PRIMARY, expression.operand()) + operator + " (" + list(expression.elements()) + ")");
    }

    @Override
    public String match(Expression.Match expression) {
        List<Expression.Literal> patterns = expression.patterns();
        String right = patterns.size() == 1 ? of(patterns.get(0)) : "(" + list(patterns) + ")";
        return bound(
                PREDICATE,
                within(PRIMARY, expression.operand()) + " "
                        + expression.operator().symbol() + " " + right);
    }

    @Override
    public String not(Expression.Not expression) {
        return bound(NOT, "not " + within(NOT, expression.operand()));
    }

    @Override
    public String and(Expression.And expression) {
        return bound(AND, joined(AND, " and ", expression.operands()));
    }

    @Override
    public String or(Expression.Or expression) {
        return bound(OR, joined(OR, " or ", expression.operands()));
    }

    private static String joined(int least, String separator, List<? extends Expression> terms) {
        StringJoiner text = new StringJoiner(separator);
        for (Expression term : terms) {
            text.add(within(least, term));
        }
        return text.toString();
    }
}
