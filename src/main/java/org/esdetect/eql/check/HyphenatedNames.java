package org.esdetect.eql.check;

import java.util.Optional;
import org.esdetect.eql.ast.ArithmeticOperator;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.Expression.Field;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/**
 * Names with a hyphen are quoted. {@code kubernetes.pod-name : "x"} says to take {@code name : "x"} from
 * {@code kubernetes.pod}, which nobody means.
 */
final class HyphenatedNames {
    private HyphenatedNames() {}

    /** Whether a name was written so; then nothing else need be said of it. */
    static boolean isOne(Expression expression) {
        return expression instanceof Expression.Arithmetic difference
                && difference.operator() == ArithmeticOperator.SUBTRACT
                && difference.left() instanceof Field
                && restOfName(difference.right()).isPresent()
                && difference.left().span().end() + 1
                        == difference.right().span().start();
    }

    static void report(Expression.Arithmetic name, Problems problems) {
        if (name.left() instanceof Field first) {
            restOfName(name.right()).ifPresent(rest -> report(first, rest, problems));
        }
    }

    private static void report(Field first, Field rest, Problems problems) {
        int dot = first.path().lastIndexOf('.') + 1;
        String quoted = first.path().substring(0, dot) + "`" + first.path().substring(dot) + "-" + rest.path() + "`";
        problems.error(
                Problem.Code.TYPE_MISMATCH,
                first.span().to(rest.span()),
                "[-] takes one number from another; a name that holds it stands in backticks: [" + quoted + "]");
    }

    /** The field that a test, which is no number, starts with. */
    private static Optional<Field> restOfName(Expression expression) {
        Expression tested = expression;
        if (expression instanceof Expression.Match match) {
            tested = match.operand();
        } else if (expression instanceof Expression.Membership membership) {
            tested = membership.operand();
        }
        return tested != expression && tested instanceof Field field ? Optional.of(field) : Optional.empty();
    }
}
