package org.esdetect.eql.check;

import java.util.List;
import org.esdetect.eql.ast.Expression;
import org.esdetect.text.Excerpt;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/**
 * Patterns start with text: over an index, one that starts with {@code *} must look at every value. {@code "*"} alone
 * asks for any value and is cheap, and so is a leading {@code ?}, as in a path on any drive.
 */
final class LeadingWildcards implements NodeCheck {
    @Override
    public void check(Expression expression, Problems problems) {
        if (!(expression instanceof Expression.Match match) || match.operator().isRegex()) {
            return;
        }
        List<Expression.Literal> suspects = match.patterns().stream()
                .filter(pattern -> pattern.value() instanceof String text && text.startsWith("*") && !text.equals("*"))
                .toList();
        if (!suspects.isEmpty()) {
            String first = "[" + Excerpt.of(String.valueOf(suspects.get(0).value())) + "]";
            String patterns = suspects.size() == 1
                    ? "pattern " + first + " starts"
                    : "patterns " + first + " and [" + (suspects.size() - 1) + "] more start";
            problems.warning(
                    Problem.Code.LEADING_WILDCARD,
                    suspects.get(0).span(),
                    patterns + " with a wildcard: slow over an index");
        }
    }
}
