package org.esdetect.eql.check;

import org.esdetect.eql.ast.ComparisonOperator;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.Expression.Literal;
import org.esdetect.function.Function;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/**
 * Lengths and positions are compared with what they can be, which is never below zero: {@code length(f) < 0} is never
 * true. Its opposite {@code length(f) >= 0} says that there is a value, and is left alone.
 */
final class LengthBounds {
    private LengthBounds() {}

    static void check(Expression.Comparison comparison, Problems problems) {
        ComparisonOperator operator = comparison.operator();
        if (isCount(comparison.left()) && asksBelowZero(operator, comparison.right())) {
            warn(comparison, operator, comparison.left(), problems);
        } else if (isCount(comparison.right()) && asksBelowZero(operator.turned(), comparison.left())) {
            warn(comparison, operator, comparison.right(), problems);
        }
    }

    private static void warn(
            Expression.Comparison comparison, ComparisonOperator operator, Expression count, Problems problems) {
        problems.warning(
                Problem.Code.CONSTANT_CLAUSE,
                comparison.span(),
                "[" + Shown.of(comparison) + "] is " + (operator == ComparisonOperator.NOT_EQUAL ? "always" : "never")
                        + " true, [" + Shown.of(count) + "] is never below zero; where there is none it is null, write"
                        + " [== null] or [!= null]");
    }

    private static boolean isCount(Expression expression) {
        return expression instanceof Expression.Call call
                && Function.named(call.name())
                        .filter(function -> function == Function.LENGTH || function == Function.INDEX_OF)
                        .isPresent();
    }

    private static boolean asksBelowZero(ComparisonOperator operator, Expression bound) {
        double number = number(bound);
        return switch (operator) {
            case LESS -> number <= 0;
            case LESS_OR_EQUAL, EQUAL, NOT_EQUAL -> number < 0;
            case GREATER, GREATER_OR_EQUAL -> false;
        };
    }

    /** The value of a constant, also of {@code -1}, which is a sign and a number; not a number for anything else. */
    private static double number(Expression expression) {
        if (expression instanceof Expression.Signed signed) {
            return signed.negative() ? -number(signed.operand()) : number(signed.operand());
        }
        return expression instanceof Literal literal && literal.value() instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
    }
}
