package org.esdetect.eql.lower;

import java.util.stream.Collectors;
import org.esdetect.condition.Expression;

/** A value expression as text to compare. */
final class ValueText implements Expression.Visitor<String> {
    private String of(Expression expression) {
        return expression.accept(this);
    }

    private static String tilde(boolean caseSensitive) {
        return caseSensitive ? "" : "~";
    }

    @Override
    public String constant(Expression.Constant expression) {
        return expression.literal() == null ? "null" : PlanText.literal(expression.literal());
    }

    @Override
    public String field(Expression.Field expression) {
        return expression.path();
    }

    @Override
    public String call(Expression.Call expression) {
        String name = expression.function().eqlName() + tilde(expression.caseSensitive());
        return expression.arguments().stream().map(this::of).collect(Collectors.joining(", ", name + "(", ")"));
    }

    @Override
    public String negate(Expression.Negate expression) {
        return "negate(" + of(expression.operand()) + ")";
    }

    @Override
    public String equal(Expression.Equal expression) {
        return "(" + of(expression.left()) + " == " + of(expression.right()) + ")";
    }

    @Override
    public String compare(Expression.Compare expression) {
        return "(" + of(expression.left()) + " " + expression.order().symbol() + " " + of(expression.right()) + ")";
    }

    @Override
    public String isNull(Expression.IsNull expression) {
        return "isNull(" + of(expression.operand()) + ")";
    }

    @Override
    public String oneOf(Expression.OneOf expression) {
        return "(" + of(expression.operand()) + " in" + tilde(expression.caseSensitive()) + " "
                + PlanText.literals(expression.values()) + ")";
    }

    @Override
    public String like(Expression.Like expression) {
        return "(" + of(expression.operand()) + " like" + tilde(expression.caseSensitive()) + " "
                + PlanText.texts(expression.patterns()) + ")";
    }

    @Override
    public String regex(Expression.Regex expression) {
        return "(" + of(expression.operand()) + " regex" + tilde(expression.caseSensitive()) + " "
                + PlanText.texts(expression.patterns()) + ")";
    }

    @Override
    public String and(Expression.And expression) {
        return "(" + of(expression.left()) + " and " + of(expression.right()) + ")";
    }

    @Override
    public String or(Expression.Or expression) {
        return "(" + of(expression.left()) + " or " + of(expression.right()) + ")";
    }

    @Override
    public String not(Expression.Not expression) {
        return "not(" + of(expression.operand()) + ")";
    }
}
