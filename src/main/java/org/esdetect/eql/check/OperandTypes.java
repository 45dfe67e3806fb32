package org.esdetect.eql.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.esdetect.eql.ast.Expression;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;
import org.esdetect.text.Span;

/** Operators get operands they can work on, judged by constants and functions; a field may hold anything here. */
final class OperandTypes implements NodeCheck {
    @Override
    public void check(Expression expression, Problems problems) {
        if (expression instanceof Expression.Comparison comparison) {
            comparison(comparison, problems);
        } else if (expression instanceof Expression.Match match) {
            match(match, problems);
        } else if (expression instanceof Expression.Membership membership) {
            membership(membership, problems);
        } else if (expression instanceof Expression.Arithmetic arithmetic) {
            if (HyphenatedNames.isOne(arithmetic)) {
                HyphenatedNames.report(arithmetic, problems);
            } else {
                each(arithmetic.operands(), arithmetic.operator().symbol(), Kind.NUMBER, problems);
            }
        } else if (expression instanceof Expression.Signed signed) {
            each(signed.operands(), signed.negative() ? "-" : "+", Kind.NUMBER, problems);
        } else if (expression instanceof Expression.Not not) {
            each(not.operands(), "not", Kind.BOOLEAN, problems);
        } else if (expression instanceof Expression.And and) {
            each(and.operands(), "and", Kind.BOOLEAN, problems);
        } else if (expression instanceof Expression.Or or) {
            each(or.operands(), "or", Kind.BOOLEAN, problems);
        }
    }

    private static void each(List<Expression> operands, String operator, Kind wanted, Problems problems) {
        for (Expression operand : operands) {
            require(operand, operator, EnumSet.of(wanted), problems);
        }
    }

    private static void require(Expression operand, String operator, Set<Kind> wanted, Problems problems) {
        Set<Kind> found = Kind.of(operand);
        if (found.stream().noneMatch(wanted::contains) && !HyphenatedNames.isOne(operand)) {
            mismatch(
                    operand.span(),
                    "[" + operator + "] takes " + Kind.words(wanted) + ", found [" + Shown.of(operand) + "], "
                            + Kind.words(found) + bindingAdvice(operand),
                    problems);
        }
    }

    /** {@code a + b in (1, 2)} is {@code a + (b in (1, 2))}, which nobody means. */
    private static String bindingAdvice(Expression operand) {
        boolean bindsTighter = operand instanceof Expression.Membership || operand instanceof Expression.Match;
        return bindsTighter ? "; put all that is to be tested in parentheses: [(a + b) in (...)]" : "";
    }

    private static void comparison(Expression.Comparison comparison, Problems problems) {
        String operator = comparison.operator().symbol();
        Set<Kind> left = Kind.of(comparison.left());
        Set<Kind> right = Kind.of(comparison.right());
        if (!comparison.operator().isEquality()) {
            require(comparison.left(), operator, EnumSet.of(Kind.STRING, Kind.NUMBER), problems);
            require(comparison.right(), operator, EnumSet.of(Kind.STRING, Kind.NUMBER), problems);
        }
        if (left.stream().noneMatch(right::contains)) {
            mismatch(
                    comparison.span(),
                    "[" + operator + "] cannot compare [" + Shown.of(comparison.left()) + "], " + Kind.words(left)
                            + ", with [" + Shown.of(comparison.right()) + "], " + Kind.words(right),
                    problems);
        }
    }

    private static void match(Expression.Match match, Problems problems) {
        String operator = match.operator().symbol();
        Set<Kind> left = Kind.of(match.operand());
        if (!left.contains(Kind.STRING)) {
            String instead = left.contains(Kind.NUMBER) ? "; convert it with [string(...)]" : "";
            mismatch(
                    match.operand().span(),
                    "[" + operator + "] compares strings, found [" + Shown.of(match.operand()) + "], "
                            + Kind.words(left) + instead,
                    problems);
        }
        for (Expression.Literal pattern : match.patterns()) {
            if (!(pattern.value() instanceof String)) {
                mismatch(
                        pattern.span(),
                        "[" + operator + "] compares with strings, found [" + Shown.of(pattern)
                                + "]; compare other values with [==] or [in]",
                        problems);
            }
        }
    }

    private static void membership(Expression.Membership membership, Problems problems) {
        Set<Kind> left = Kind.of(membership.operand());
        for (Expression element : membership.elements()) {
            Set<Kind> found = Kind.of(element);
            if (found.stream().noneMatch(left::contains)) {
                mismatch(
                        element.span(),
                        "[" + Shown.of(element) + "], " + Kind.words(found) + ", stands in a list for "
                                + Kind.words(left),
                        problems);
                return;
            }
            left = narrower(left, found);
        }
    }

    /** What is left for the next element: a list holds values of one kind. */
    private static Set<Kind> narrower(Set<Kind> left, Set<Kind> found) {
        Set<Kind> both = EnumSet.copyOf(left);
        both.retainAll(found);
        return both;
    }

    private static void mismatch(Span span, String message, Problems problems) {
        problems.error(Problem.Code.TYPE_MISMATCH, span, message);
    }
}
