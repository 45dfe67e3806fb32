package org.esdetect.eql.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Expression.IsNull;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.eql.ast.ComparisonOperator;
import org.esdetect.eql.ast.Expression;

/**
 * Whatever stands where a condition stands, as a condition.
 *
 * <p>A part that holds no field is one leaf however it is built: in {@code not null} and {@code not (1 < null)} the
 * {@code not} belongs to the value, which is null and so not true.
 */
final class ConditionLowering implements Expression.Visitor<Condition> {
    private static final ConditionLowering INSTANCE = new ConditionLowering();

    private ConditionLowering() {}

    static Condition lower(Expression expression) {
        return expression.isConstant() ? constant(expression) : expression.accept(INSTANCE);
    }

    private static Condition constant(Expression expression) {
        Optional<Constants.Value> value = Constants.fold(expression);
        return value.isEmpty() ? computed(expression) : truth(value.get());
    }

    private static Condition truth(Constants.Value value) {
        Literal literal = value.literal();
        return literal != null && literal.value().equals(true) ? Condition.ALWAYS : Condition.NEVER;
    }

    private static Condition computed(Expression expression) {
        return new Condition.Leaf(new Predicate.Computed(ValueLowering.lower(expression)));
    }

    @Override
    public Condition literal(Expression.Literal expression) {
        return constant(expression);
    }

    @Override
    public Condition field(Expression.Field expression) {
        return new Condition.Leaf(new Predicate.OneOf(expression.path(), List.of(new Literal(true)), true));
    }

    @Override
    public Condition call(Expression.Call expression) {
        return CallLeaves.plain(expression).orElseGet(() -> computed(expression));
    }

    @Override
    public Condition signed(Expression.Signed expression) {
        throw notBoolean(expression);
    }

    @Override
    public Condition arithmetic(Expression.Arithmetic expression) {
        throw notBoolean(expression);
    }

    private static IllegalArgumentException notBoolean(Expression expression) {
        return new IllegalArgumentException("not a condition: [" + expression + "]");
    }

    @Override
    public Condition comparison(Expression.Comparison expression) {
        boolean turn = expression.left().isConstant();
        Expression subject = turn ? expression.right() : expression.left();
        Expression constant = turn ? expression.left() : expression.right();
        ComparisonOperator operator = turn ? expression.operator().turned() : expression.operator();
        if (operator == ComparisonOperator.NOT_EQUAL) {
            return Terms.not(compared(subject, ComparisonOperator.EQUAL, constant));
        }
        return compared(subject, operator, constant);
    }

    /** {@code operator} is not {@code !=}. */
    private static Condition compared(Expression subject, ComparisonOperator operator, Expression constant) {
        Optional<Constants.Value> value = Constants.fold(constant);
        if (value.isPresent() && value.get().isNull()) {
            return operator == ComparisonOperator.EQUAL ? isMissing(subject) : Condition.NEVER;
        }
        Literal literal = value.map(Constants.Value::literal).orElse(null);
        if (literal == null) {
            return computed(subject, operator, constant);
        }
        if (subject instanceof Expression.Field field) {
            return new Condition.Leaf(FieldLeaves.compare(field.path(), operator, literal));
        }
        if (operator == ComparisonOperator.EQUAL && literal.value() instanceof Boolean wanted && isTruth(subject)) {
            return wanted ? lower(subject) : Terms.not(lower(subject));
        }
        return computed(subject, operator, constant);
    }

    private static Condition isMissing(Expression subject) {
        return subject instanceof Expression.Field field
                ? Terms.not(new Condition.Leaf(new Predicate.Exists(field.path())))
                : new Condition.Leaf(new Predicate.Computed(new IsNull(ValueLowering.lower(subject))));
    }

    private static Condition computed(Expression subject, ComparisonOperator operator, Expression constant) {
        return computed(new Expression.Comparison(subject.span(), operator, subject, constant));
    }

    /** Whether {@code subject} is a test itself, so that comparing it with true is the test. */
    private static boolean isTruth(Expression subject) {
        return !(subject instanceof Expression.Field
                || subject instanceof Expression.Literal
                || subject instanceof Expression.Signed
                || subject instanceof Expression.Arithmetic);
    }

    @Override
    public Condition membership(Expression.Membership expression) {
        Condition condition = expression.operand() instanceof Expression.Field field
                ? FieldLeaves.in(field, expression)
                : computed(positive(expression));
        return expression.negated() ? Terms.not(condition) : condition;
    }

    private static Expression positive(Expression.Membership expression) {
        return new Expression.Membership(
                expression.span(), expression.operand(), expression.elements(), expression.insensitive(), false);
    }

    @Override
    public Condition match(Expression.Match expression) {
        return expression.operand() instanceof Expression.Field field
                ? new Condition.Leaf(FieldLeaves.match(field.path(), expression))
                : computed(expression);
    }

    @Override
    public Condition not(Expression.Not expression) {
        return Terms.not(lower(expression.operand()));
    }

    @Override
    public Condition and(Expression.And expression) {
        return Terms.and(all(expression.operands()));
    }

    @Override
    public Condition or(Expression.Or expression) {
        return Terms.or(all(expression.operands()));
    }

    private static List<Condition> all(List<Expression> expressions) {
        List<Condition> conditions = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            conditions.add(lower(expression));
        }
        return conditions;
    }
}
