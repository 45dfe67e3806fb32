package org.esdetect.es.query;

import java.util.HashSet;
import java.util.Set;
import org.esdetect.condition.Expression;

/**
 * The fields that must have a value for an expression to become true, or false: null goes through nearly everything. A
 * lower bound, so that a query may ask for them.
 */
final class NeededFields implements Expression.Visitor<NeededFields.Needs> {

    /** What must be there for each outcome; for an expression that is not boolean both are what makes it a value. */
    record Needs(Set<String> forTrue, Set<String> forFalse) {
        static final Needs NOTHING = new Needs(Set.of(), Set.of());

        static Needs alike(Set<String> fields) {
            return new Needs(fields, fields);
        }

        Needs negated() {
            Set<String> nowForTrue = forFalse;
            return new Needs(nowForTrue, forTrue);
        }

        /** What must be there for any value at all. */
        Set<String> forValue() {
            return both(forTrue, forFalse);
        }
    }

    static Set<String> whenTrue(Expression expression) {
        return expression.accept(new NeededFields()).forTrue();
    }

    @Override
    public Needs constant(Expression.Constant expression) {
        return Needs.NOTHING;
    }

    @Override
    public Needs field(Expression.Field expression) {
        return Needs.alike(Set.of(expression.path()));
    }

    @Override
    public Needs call(Expression.Call expression) {
        Set<String> needed = new HashSet<>();
        for (int i = 0; i < expression.arguments().size() && i < strictArguments(expression); i++) {
            needed.addAll(expression.arguments().get(i).accept(this).forValue());
        }
        return Needs.alike(needed);
    }

    /** Positions may be null: they have a default. */
    private static int strictArguments(Expression.Call call) {
        return switch (call.function()) {
            case INDEX_OF -> 2;
            case SUBSTRING -> 1;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO -> 2;
            case BETWEEN, CIDR_MATCH, CONCAT, ENDS_WITH, STARTS_WITH, STRING_CONTAINS -> Integer.MAX_VALUE;
            case LENGTH, NUMBER, STRING -> Integer.MAX_VALUE;
        };
    }

    @Override
    public Needs negate(Expression.Negate expression) {
        return value(expression.operand());
    }

    @Override
    public Needs equal(Expression.Equal expression) {
        return values(expression.left(), expression.right());
    }

    @Override
    public Needs compare(Expression.Compare expression) {
        return values(expression.left(), expression.right());
    }

    @Override
    public Needs isNull(Expression.IsNull expression) {
        return new Needs(Set.of(), expression.operand().accept(this).forValue());
    }

    @Override
    public Needs oneOf(Expression.OneOf expression) {
        return value(expression.operand());
    }

    @Override
    public Needs like(Expression.Like expression) {
        return value(expression.operand());
    }

    @Override
    public Needs regex(Expression.Regex expression) {
        return value(expression.operand());
    }

    @Override
    public Needs and(Expression.And expression) {
        Needs left = expression.left().accept(this);
        Needs right = expression.right().accept(this);
        return new Needs(either(left.forTrue(), right.forTrue()), both(left.forFalse(), right.forFalse()));
    }

    @Override
    public Needs or(Expression.Or expression) {
        Needs left = expression.left().accept(this);
        Needs right = expression.right().accept(this);
        return new Needs(both(left.forTrue(), right.forTrue()), either(left.forFalse(), right.forFalse()));
    }

    @Override
    public Needs not(Expression.Not expression) {
        Needs operand = expression.operand().accept(this);
        return operand.negated();
    }

    private Needs value(Expression operand) {
        return Needs.alike(operand.accept(this).forValue());
    }

    private Needs values(Expression left, Expression right) {
        return Needs.alike(
                either(left.accept(this).forValue(), right.accept(this).forValue()));
    }

    private static Set<String> either(Set<String> left, Set<String> right) {
        Set<String> fields = new HashSet<>(left);
        fields.addAll(right);
        return fields;
    }

    private static Set<String> both(Set<String> left, Set<String> right) {
        Set<String> fields = new HashSet<>(left);
        fields.retainAll(right);
        return fields;
    }
}
