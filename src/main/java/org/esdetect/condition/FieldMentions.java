package org.esdetect.condition;

import java.util.ArrayList;
import java.util.List;

/** The fields that an expression mentions, once for each mention, in the order in which it is evaluated. */
final class FieldMentions implements Expression.Visitor<List<String>> {
    private final List<String> paths = new ArrayList<>();

    private FieldMentions() {}

    static List<String> in(Expression expression) {
        return expression.accept(new FieldMentions());
    }

    @Override
    public List<String> constant(Expression.Constant expression) {
        return paths;
    }

    @Override
    public List<String> field(Expression.Field expression) {
        paths.add(expression.path());
        return paths;
    }

    @Override
    public List<String> call(Expression.Call expression) {
        for (Expression argument : expression.arguments()) {
            argument.accept(this);
        }
        return paths;
    }

    @Override
    public List<String> negate(Expression.Negate expression) {
        return expression.operand().accept(this);
    }

    @Override
    public List<String> equal(Expression.Equal expression) {
        return both(expression.left(), expression.right());
    }

    @Override
    public List<String> compare(Expression.Compare expression) {
        return both(expression.left(), expression.right());
    }

    @Override
    public List<String> isNull(Expression.IsNull expression) {
        return expression.operand().accept(this);
    }

    @Override
    public List<String> oneOf(Expression.OneOf expression) {
        return expression.operand().accept(this);
    }

    @Override
    public List<String> like(Expression.Like expression) {
        return expression.operand().accept(this);
    }

    @Override
    public List<String> regex(Expression.Regex expression) {
        return expression.operand().accept(this);
    }

    @Override
    public List<String> and(Expression.And expression) {
        return both(expression.left(), expression.right());
    }

    @Override
    public List<String> or(Expression.Or expression) {
        return both(expression.left(), expression.right());
    }

    @Override
    public List<String> not(Expression.Not expression) {
        return expression.operand().accept(this);
    }

    private List<String> both(Expression left, Expression right) {
        left.accept(this);
        return right.accept(this);
    }
}
