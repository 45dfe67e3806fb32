package org.esdetect.network;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esdetect.condition.Expression;
import org.esdetect.function.Function;

/**
 * The fields without which an expression cannot be true: a missing one makes it null, and null decides nothing. First
 * what makes an expression null, then what keeps it from being true.
 */
final class PresentFields implements Expression.Visitor<Set<String>> {
    private final boolean forTruth;

    private PresentFields(boolean forTruth) {
        this.forTruth = forTruth;
    }

    /** One such field, the first that is mentioned. */
    static Optional<String> firstOf(Expression expression) {
        return expression.accept(new PresentFields(true)).stream().findFirst();
    }

    private static Set<String> nulling(Expression expression) {
        return expression.accept(new PresentFields(false));
    }

    private static Set<String> nulling(List<Expression> expressions) {
        Set<String> fields = new LinkedHashSet<>();
        expressions.forEach(each -> fields.addAll(nulling(each)));
        return fields;
    }

    @Override
    public Set<String> constant(Expression.Constant expression) {
        return Set.of();
    }

    @Override
    public Set<String> field(Expression.Field expression) {
        return new LinkedHashSet<>(List.of(expression.path()));
    }

    /** Most functions of null are null; of their later arguments some may be left out, so be null. */
    @Override
    public Set<String> call(Expression.Call expression) {
        return expression.function() == Function.CONCAT || expression.function() == Function.BETWEEN
                ? Set.of()
                : nulling(expression.arguments().get(0));
    }

    @Override
    public Set<String> negate(Expression.Negate expression) {
        return nulling(expression.operand());
    }

    @Override
    public Set<String> equal(Expression.Equal expression) {
        return nulling(List.of(expression.left(), expression.right()));
    }

    @Override
    public Set<String> compare(Expression.Compare expression) {
        return nulling(List.of(expression.left(), expression.right()));
    }

    @Override
    public Set<String> isNull(Expression.IsNull expression) {
        return Set.of();
    }

    @Override
    public Set<String> oneOf(Expression.OneOf expression) {
        return nulling(expression.operand());
    }

    @Override
    public Set<String> like(Expression.Like expression) {
        return nulling(expression.operand());
    }

    @Override
    public Set<String> regex(Expression.Regex expression) {
        return nulling(expression.operand());
    }

    @Override
    public Set<String> and(Expression.And expression) {
        if (!forTruth) {
            return Set.of();
        }
        Set<String> fields = new LinkedHashSet<>(expression.left().accept(this));
        fields.addAll(expression.right().accept(this));
        return fields;
    }

    @Override
    public Set<String> or(Expression.Or expression) {
        if (!forTruth) {
            return Set.of();
        }
        Set<String> fields = new LinkedHashSet<>(expression.left().accept(this));
        fields.retainAll(expression.right().accept(this));
        return fields;
    }

    @Override
    public Set<String> not(Expression.Not expression) {
        return nulling(expression.operand());
    }
}
