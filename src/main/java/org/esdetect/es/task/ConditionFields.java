package org.esdetect.es.task;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Expression;
import org.esdetect.condition.Predicate;

/** The fields that conditions read. */
final class ConditionFields
        implements Condition.Visitor<Stream<String>>,
                Predicate.Visitor<Stream<String>>,
                Expression.Visitor<Stream<String>> {
    private ConditionFields() {}

    /** Distinct, in alphabetic order. */
    static SortedSet<String> of(Collection<Condition> conditions) {
        ConditionFields fields = new ConditionFields();
        TreeSet<String> found = new TreeSet<>();
        conditions.forEach(condition -> condition.accept(fields).forEach(found::add));
        return found;
    }

    @Override
    public Stream<String> allOf(Condition.AllOf condition) {
        return condition.terms().stream().flatMap(term -> term.accept(this));
    }

    @Override
    public Stream<String> anyOf(Condition.AnyOf condition) {
        return condition.terms().stream().flatMap(term -> term.accept(this));
    }

    @Override
    public Stream<String> not(Condition.Not condition) {
        return condition.term().accept(this);
    }

    @Override
    public Stream<String> leaf(Condition.Leaf condition) {
        return condition.predicate().accept(this);
    }

    @Override
    public Stream<String> constant(Condition.Constant condition) {
        return Stream.empty();
    }

    @Override
    public Stream<String> exists(Predicate.Exists predicate) {
        return Stream.of(predicate.field());
    }

    @Override
    public Stream<String> oneOf(Predicate.OneOf predicate) {
        return Stream.of(predicate.field());
    }

    @Override
    public Stream<String> like(Predicate.Like predicate) {
        return Stream.of(predicate.field());
    }

    @Override
    public Stream<String> regex(Predicate.Regex predicate) {
        return Stream.of(predicate.field());
    }

    @Override
    public Stream<String> range(Predicate.Range predicate) {
        return Stream.of(predicate.field());
    }

    @Override
    public Stream<String> inNetwork(Predicate.InNetwork predicate) {
        return Stream.of(predicate.field());
    }

    @Override
    public Stream<String> affix(Predicate.Affix predicate) {
        return Stream.of(predicate.field());
    }

    @Override
    public Stream<String> computed(Predicate.Computed predicate) {
        return predicate.expression().accept(this);
    }

    @Override
    public Stream<String> constant(Expression.Constant expression) {
        return Stream.empty();
    }

    @Override
    public Stream<String> field(Expression.Field expression) {
        return Stream.of(expression.path());
    }

    @Override
    public Stream<String> call(Expression.Call expression) {
        return all(expression.arguments());
    }

    @Override
    public Stream<String> negate(Expression.Negate expression) {
        return expression.operand().accept(this);
    }

    @Override
    public Stream<String> equal(Expression.Equal expression) {
        return all(List.of(expression.left(), expression.right()));
    }

    @Override
    public Stream<String> compare(Expression.Compare expression) {
        return all(List.of(expression.left(), expression.right()));
    }

    @Override
    public Stream<String> isNull(Expression.IsNull expression) {
        return expression.operand().accept(this);
    }

    @Override
    public Stream<String> oneOf(Expression.OneOf expression) {
        return expression.operand().accept(this);
    }

    @Override
    public Stream<String> like(Expression.Like expression) {
        return expression.operand().accept(this);
    }

    @Override
    public Stream<String> regex(Expression.Regex expression) {
        return expression.operand().accept(this);
    }

    @Override
    public Stream<String> and(Expression.And expression) {
        return all(List.of(expression.left(), expression.right()));
    }

    @Override
    public Stream<String> or(Expression.Or expression) {
        return all(List.of(expression.left(), expression.right()));
    }

    @Override
    public Stream<String> not(Expression.Not expression) {
        return expression.operand().accept(this);
    }

    private Stream<String> all(List<Expression> expressions) {
        return expressions.stream().flatMap(expression -> expression.accept(this));
    }
}
