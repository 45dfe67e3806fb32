package org.esdetect.eql.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esdetect.condition.Budget;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.condition.RegexSyntax;
import org.esdetect.eql.ast.Expression;
import org.esdetect.text.Excerpt;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;
import org.esdetect.text.Span;

/** Regular expressions can be read and are within bounds, each, in its list, and all of a query together. */
final class RegexPatterns implements NodeCheck {
    private static final long MAX_STATES_PER_QUERY = 100_000;

    private final Budget states = new Budget("automaton states for its regular expressions", MAX_STATES_PER_QUERY);

    /** Finding out that a pattern is too hard is the hardest of all, so the first that is ends the check. */
    private boolean exceeded;

    @Override
    public void check(Expression expression, Problems problems) {
        if (!exceeded
                && expression instanceof Expression.Match match
                && match.operator().isRegex()) {
            try {
                checkPatterns(match, problems);
            } catch (BudgetExceededException tooLarge) {
                exceeded = true;
                problems.error(Problem.Code.TOO_LARGE, match.span(), "the query " + tooLarge.getMessage());
            }
        }
    }

    /** Names the first bad pattern of a list only: looking at each costs time. */
    private void checkPatterns(Expression.Match match, Problems problems) {
        boolean caseSensitive = match.operator().caseSensitive();
        List<String> texts = new ArrayList<>();
        for (Expression.Literal pattern : match.patterns()) {
            if (pattern.value() instanceof String text) {
                Optional<RegexSyntax.Fault> fault = RegexSyntax.fault(text, caseSensitive);
                if (fault.isPresent()) {
                    report(fault.get(), pattern.span(), text, problems);
                    return;
                }
                texts.add(text);
            }
        }
        if (!texts.isEmpty()) {
            RegexSyntax.faultOfAll(texts, caseSensitive, states)
                    .ifPresent(fault -> report(fault, match.span(), String.join("|", texts), problems));
        }
    }

    private void report(RegexSyntax.Fault fault, Span span, String pattern, Problems problems) {
        exceeded |= fault.tooLarge();
        problems.error(
                fault.tooLarge() ? Problem.Code.TOO_LARGE : Problem.Code.BAD_CONSTANT,
                span,
                "regular expression [" + Excerpt.of(pattern) + "] " + fault.message());
    }
}
