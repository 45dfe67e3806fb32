package org.esdetect.eql.check;

import org.esdetect.condition.RegexSyntax;
import org.esdetect.eql.ast.Expression;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/** Regular expressions can be read and are within bounds. */
final class RegexPatterns implements NodeCheck {
    @Override
    public void check(Expression expression, Problems problems) {
        if (!(expression instanceof Expression.Match match && match.operator().isRegex())) {
            return;
        }
        for (Expression.Literal pattern : match.patterns()) {
            if (pattern.value() instanceof String text) {
                RegexSyntax.problem(text, match.operator().caseSensitive())
                        .ifPresent(reason -> problems.error(
                                Problem.Code.BAD_CONSTANT,
                                pattern.span(),
                                "regular expression [" + Shown.cut(text) + "] " + reason));
            }
        }
    }
}
