package org.esdetect.eql.check;

import java.util.List;
import org.esdetect.eql.ast.Expression;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/** Clauses joined by {@code and}, {@code or}, {@code not}, and comparisons, depend on the event. */
final class ConstantClauses implements NodeCheck {
    /** The condition of a query may be {@code true}: every event of the category. No other constant makes sense. */
    static void checkWhole(Expression condition, Problems problems) {
        boolean every = condition instanceof Expression.Literal literal && Boolean.TRUE.equals(literal.value());
        if (!every
                && !problems.hasErrors()
                && condition.isConstant()
                && Kind.of(condition).contains(Kind.BOOLEAN)) {
            problems.warning(
                    Problem.Code.CONSTANT_CLAUSE,
                    condition.span(),
                    "[" + Shown.of(condition) + "] is the same for every event; write [true] to accept all");
        }
    }

    @Override
    public void check(Expression expression, Problems problems) {
        if (joinsClauses(expression) && !expression.isConstant()) {
            expression.operands().stream()
                    .filter(clause -> clause.isConstant() && Kind.of(clause).contains(Kind.BOOLEAN))
                    .forEach(clause -> warn(clause, problems));
        } else if (comparesWithNothing(expression)) {
            problems.warning(
                    Problem.Code.CONSTANT_CLAUSE,
                    expression.span(),
                    "[" + Shown.of(expression) + "] is never true; write [== null] to ask for a missing field");
        } else if (expression instanceof Expression.Comparison comparison) {
            LengthBounds.check(comparison, problems);
        } else if (isEmptySearch(expression)) {
            problems.warning(
                    Problem.Code.CONSTANT_CLAUSE,
                    expression.span(),
                    "[" + Shown.of(expression) + "] is never true, no text contains the empty one");
        }
    }

    private static void warn(Expression clause, Problems problems) {
        problems.warning(
                Problem.Code.CONSTANT_CLAUSE,
                clause.span(),
                "[" + Shown.of(clause) + "] is the same for every event, leave it out");
    }

    private static boolean joinsClauses(Expression expression) {
        return expression instanceof Expression.And || expression instanceof Expression.Or;
    }

    /** {@code f in (null)} and {@code f < null}. */
    private static boolean comparesWithNothing(Expression expression) {
        if (expression instanceof Expression.Membership membership) {
            return membership.elements().stream().allMatch(ConstantClauses::isNull);
        }
        return expression instanceof Expression.Comparison comparison
                && !comparison.operator().isEquality()
                && comparison.operands().stream().anyMatch(ConstantClauses::isNull);
    }

    private static boolean isNull(Expression expression) {
        return expression instanceof Expression.Literal literal && literal.value() == null;
    }

    private static boolean isEmptySearch(Expression expression) {
        if (!(expression instanceof Expression.Call call) || !call.name().equalsIgnoreCase("stringContains")) {
            return false;
        }
        List<Expression> arguments = call.operands();
        return arguments.size() == 2
                && arguments.get(1) instanceof Expression.Literal literal
                && "".equals(literal.value());
    }
}
