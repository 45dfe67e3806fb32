package org.esdetect.eql.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Order;
import org.esdetect.condition.Predicate;
import org.esdetect.eql.ast.ComparisonOperator;
import org.esdetect.eql.ast.Expression;

/** Plain tests of one field against constants. */
final class FieldLeaves {
    private FieldLeaves() {}

    /** {@code operator} is not {@code !=}. */
    static Predicate compare(String field, ComparisonOperator operator, Literal literal) {
        return operator == ComparisonOperator.EQUAL
                ? new Predicate.OneOf(field, List.of(literal), true)
                : new Predicate.Range(field, order(operator), literal);
    }

    static Order order(ComparisonOperator operator) {
        return switch (operator) {
            case LESS -> Order.LESS;
            case LESS_OR_EQUAL -> Order.LESS_OR_EQUAL;
            case GREATER -> Order.GREATER;
            case GREATER_OR_EQUAL -> Order.GREATER_OR_EQUAL;
            case EQUAL, NOT_EQUAL -> throw new IllegalArgumentException("[" + operator.symbol() + "] is no order");
        };
    }

    /** Without its negation. Nulls ask for nothing; a constant that is not known here is a leaf of its own. */
    static Condition in(Expression.Field field, Expression.Membership membership) {
        List<Literal> known = new ArrayList<>();
        List<Condition> terms = new ArrayList<>();
        for (Expression element : membership.elements()) {
            Optional<Constants.Value> value = Constants.fold(element);
            if (value.isEmpty()) {
                terms.add(new Condition.Leaf(
                        new Predicate.Computed(ValueLowering.in(field, List.of(element), membership.insensitive()))));
            } else if (value.get().literal() != null) {
                known.add(value.get().literal());
            }
        }
        if (!known.isEmpty()) {
            terms.add(0, new Condition.Leaf(new Predicate.OneOf(field.path(), known, !membership.insensitive())));
        }
        return Terms.or(terms);
    }

    static Predicate match(String field, Expression.Match match) {
        List<String> patterns = Patterns.texts(match);
        boolean caseSensitive = match.operator().caseSensitive();
        if (match.operator().isRegex()) {
            return new Predicate.Regex(field, patterns, caseSensitive);
        }
        return Patterns.haveWildcards(patterns)
                ? new Predicate.Like(field, patterns, caseSensitive)
                : new Predicate.OneOf(field, Patterns.literals(patterns), caseSensitive);
    }
}
