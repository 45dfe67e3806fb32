package org.esdetect.eql.check;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.esdetect.eql.ast.ComparisonOperator;
import org.esdetect.eql.ast.EqlPrinter;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.Expression.Field;
import org.esdetect.eql.ast.Expression.Literal;
import org.esdetect.function.Function;

/**
 * One of the clauses that {@code and} or {@code or} joins, so written that equal ones and opposites are seen.
 *
 * @param written as it stands in the query
 * @param question without {@code not}: {@code a == 1} for {@code a != 1}
 * @param negated whether the clause holds where the question is not answered by yes
 * @param text of the question; equal for two that ask the same
 * @param values the only values by which the answer is yes; empty when they cannot be listed
 */
record Clause(Expression written, Expression question, boolean negated, String text, Optional<Values> values) {

    static Clause of(Expression written) {
        Expression question = written;
        boolean negated = false;
        while (true) {
            Optional<Expression> opposite = opposite(question);
            if (opposite.isEmpty()) {
                return new Clause(written, question, negated, EqlPrinter.print(question), values(question));
            }
            question = opposite.get();
            negated = !negated;
        }
    }

    /** The expression whose opposite {@code expression} is said to be; empty when it says no such thing. */
    private static Optional<Expression> opposite(Expression expression) {
        if (expression instanceof Expression.Not not) {
            return Optional.of(not.operand());
        }
        if (expression instanceof Expression.Membership in && in.negated()) {
            return Optional.of(
                    new Expression.Membership(in.span(), in.operand(), in.elements(), in.insensitive(), false));
        }
        return expression instanceof Expression.Comparison comparison
                        && comparison.operator() == ComparisonOperator.NOT_EQUAL
                ? Optional.of(new Expression.Comparison(
                        comparison.span(), ComparisonOperator.EQUAL, comparison.left(), comparison.right()))
                : Optional.empty();
    }

    /** Whether both hold for the same events. */
    boolean repeats(Clause other) {
        return negated == other.negated && text.equals(other.text);
    }

    /** Whether each holds exactly where the other does not. */
    boolean contradicts(Clause other) {
        return negated != other.negated && text.equals(other.text);
    }

    /** The field of {@code f == null}. */
    Optional<Field> missingField() {
        return !negated
                        && question instanceof Expression.Comparison comparison
                        && comparison.operator() == ComparisonOperator.EQUAL
                        && comparison.right() instanceof Literal literal
                        && literal.value() == null
                ? field(comparison.left())
                : Optional.empty();
    }

    /** The field that an event must have for the clause to hold. */
    Optional<Field> neededField() {
        if (negated) {
            return Optional.empty();
        }
        if (question instanceof Expression.Comparison comparison) {
            boolean withNull = comparison.right() instanceof Literal literal && literal.value() == null;
            return withNull ? Optional.empty() : field(comparison.left());
        }
        if (question instanceof Expression.Call call
                && Function.named(call.name())
                        .filter(function -> Kind.resultOf(function).contains(Kind.BOOLEAN))
                        .isPresent()) {
            return call.operands().stream().findFirst().flatMap(Clause::field);
        }
        return operand(question).flatMap(Clause::field);
    }

    /** What a question asks of a field: that it has one of these values, in lower case. */
    record Values(Field field, Set<String> texts) {}

    private static Optional<Values> values(Expression question) {
        List<Expression> values = List.of();
        if (question instanceof Expression.Comparison comparison && comparison.operator() == ComparisonOperator.EQUAL) {
            values = List.of(comparison.right());
        } else if (question instanceof Expression.Membership membership) {
            values = membership.elements();
        } else if (question instanceof Expression.Match match
                && !match.operator().isRegex()
                && match.patterns().stream()
                        .noneMatch(pattern -> LiteralWildcards.hasWildcard(String.valueOf(pattern.value())))) {
            values = List.copyOf(match.patterns());
        }
        Set<String> texts = new HashSet<>();
        for (Expression value : values) {
            if (!(value instanceof Literal literal && (literal.value() instanceof String || isWhole(literal)))) {
                return Optional.empty();
            }
            texts.add(String.valueOf(literal.value()).toLowerCase(Locale.ROOT));
        }
        return texts.isEmpty() ? Optional.empty() : subject(question).map(field -> new Values(field, texts));
    }

    private static boolean isWhole(Literal literal) {
        return literal.value() instanceof Long;
    }

    private static Optional<Field> subject(Expression question) {
        return question instanceof Expression.Comparison comparison
                ? field(comparison.left())
                : operand(question).flatMap(Clause::field);
    }

    private static Optional<Expression> operand(Expression question) {
        if (question instanceof Expression.Membership membership) {
            return Optional.of(membership.operand());
        }
        return question instanceof Expression.Match match ? Optional.of(match.operand()) : Optional.empty();
    }

    private static Optional<Field> field(Expression expression) {
        return expression instanceof Field field ? Optional.of(field) : Optional.empty();
    }
}
