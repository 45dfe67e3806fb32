package org.esdetect.eql.check;

import java.util.Optional;
import org.esdetect.eql.ast.Expression;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/**
 * Regular expressions do not use what other dialects have and this one takes literally: anchors (a pattern always
 * matches the whole value) and inline flags.
 */
final class RegexAnchors implements NodeCheck {
    @Override
    public void check(Expression expression, Problems problems) {
        if (!(expression instanceof Expression.Match match && match.operator().isRegex())) {
            return;
        }
        for (Expression.Literal pattern : match.patterns()) {
            if (pattern.value() instanceof String text) {
                advice(text)
                        .ifPresent(advice -> problems.warning(Problem.Code.LITERAL_WILDCARD, pattern.span(), advice));
            }
        }
    }

    private static Optional<String> advice(String pattern) {
        if (pattern.startsWith("^")) {
            return Optional.of("[^] at the start of a regular expression is a literal character; it always matches the"
                    + " whole value, leave it out");
        }
        if (pattern.endsWith("$") && !pattern.endsWith("\\$")) {
            return Optional.of("[$] at the end of a regular expression is a literal character; it always matches the"
                    + " whole value, leave it out or write [\\$]");
        }
        return pattern.startsWith("(?")
                ? Optional.of("regular expressions have no flags, [(?] is taken literally; use [regex~] to ignore case")
                : Optional.empty();
    }
}
