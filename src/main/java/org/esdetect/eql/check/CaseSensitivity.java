package org.esdetect.eql.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esdetect.eql.ast.ComparisonOperator;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.MatchOperator;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/** Windows paths and file names are compared without regard to case, as Windows does. */
final class CaseSensitivity implements NodeCheck {
    private static final List<String> PROGRAM_ENDINGS = List.of(
            ".exe", ".dll", ".sys", ".bat", ".cmd", ".ps1", ".vbs", ".scr", ".msi", ".lnk", ".hta", ".cpl", ".ocx");

    @Override
    public void check(Expression expression, Problems problems) {
        if (expression.operands().stream().anyMatch(CaseSensitivity::isWrittenByItsMaker)) {
            return;
        }
        if (expression instanceof Expression.Comparison comparison
                && comparison.operator().isEquality()) {
            boolean equal = comparison.operator() == ComparisonOperator.EQUAL;
            warn(comparison.operands(), equal ? "==" : "!=", equal ? "[:]" : "[not ... :]", problems);
        } else if (expression instanceof Expression.Membership membership && !membership.insensitive()) {
            warn(membership.elements(), "in", "[in~]", problems);
        } else if (expression instanceof Expression.Match match && match.operator() == MatchOperator.LIKE) {
            warn(match.patterns(), "like", "[like~] or [:]", problems);
        } else if (expression instanceof Expression.Call call && !call.insensitive() && searches(call.name())) {
            warn(call.operands(), call.name(), "[" + call.name() + "~]", problems);
        }
    }

    /** The name inside a program file stays as its maker wrote it, whatever the file is called. */
    private static boolean isWrittenByItsMaker(Expression operand) {
        return operand instanceof Expression.Field field && field.path().endsWith("original_file_name");
    }

    private static boolean searches(String function) {
        return function.equalsIgnoreCase("startsWith")
                || function.equalsIgnoreCase("endsWith")
                || function.equalsIgnoreCase("stringContains");
    }

    private static void warn(List<? extends Expression> operands, String operator, String instead, Problems problems) {
        Optional<? extends Expression> suspect =
                operands.stream().filter(CaseSensitivity::isWindowsName).findFirst();
        suspect.ifPresent(operand -> problems.warning(
                Problem.Code.CASE_SENSITIVE,
                operand.span(),
                "[" + operator + "] minds case, but Windows does not: [" + Shown.of(operand)
                        + "] misses other spellings; use " + instead));
    }

    private static boolean isWindowsName(Expression expression) {
        if (!(expression instanceof Expression.Literal literal && literal.value() instanceof String text)) {
            return false;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return (separatesNames(text) && text.chars().anyMatch(Character::isLetter))
                || PROGRAM_ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /** Whether a backslash stands between two other characters: a path, a registry key, an account. */
    private static boolean separatesNames(String text) {
        int backslash = text.indexOf('\\', 1);
        return backslash > 0 && backslash < text.length() - 1;
    }
}
