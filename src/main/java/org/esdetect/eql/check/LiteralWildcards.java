package org.esdetect.eql.check;

import java.util.List;
import java.util.Optional;
import org.esdetect.eql.ast.EventFilter;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.MatchOperator;
import org.esdetect.eql.ast.Query;
import org.esdetect.text.Excerpt;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/**
 * {@code *} and {@code ?} stand where they are wildcards. {@code ==}, {@code in} and the text functions take them
 * literally, which authors who come from {@code :} overlook: {@code name in ("localhost", "*.example.com")} asks for a
 * host that is really called {@code *.example.com}.
 */
final class LiteralWildcards implements NodeCheck {
    @Override
    public void check(Expression expression, Problems problems) {
        if (expression instanceof Expression.Comparison comparison
                && comparison.operator().isEquality()) {
            warn(comparison.operands(), comparison.operator().symbol(), "[:]", problems);
        } else if (expression instanceof Expression.Membership membership) {
            String operator = membership.insensitive() ? "in~" : "in";
            warn(membership.elements(), operator, membership.insensitive() ? "[:]" : "[like] or [:]", problems);
        } else if (expression instanceof Expression.Match match
                && (match.operator() == MatchOperator.LIKE || match.operator() == MatchOperator.LIKE_INSENSITIVE)) {
            warnOfPercent(match, problems);
        } else if (expression instanceof Expression.Call call && searches(call.name())) {
            List<Expression> suspects = call.operands().stream()
                    .filter(LiteralWildcards::looksLikeAPattern)
                    .toList();
            warn(suspects, call.name(), "[:]", problems);
        }
    }

    /** Who calls a text function may well look for a {@code *}: only one at an end is doubtful. */
    private static boolean looksLikeAPattern(Expression operand) {
        return text(operand)
                .filter(text -> !text.isEmpty()
                        && (hasWildcard(text.substring(0, 1)) || hasWildcard(text.substring(text.length() - 1))))
                .isPresent();
    }

    /** {@code like "cmd%"}, as SQL has it; {@code "%TEMP%*"} is a path. */
    private static void warnOfPercent(Expression.Match match, Problems problems) {
        match.patterns().stream()
                .filter(pattern -> text(pattern)
                        .filter(text -> !hasWildcard(text)
                                && (text.startsWith("%") || text.endsWith("%"))
                                && text.chars().filter(c -> c == '%').count() == 1)
                        .isPresent())
                .findFirst()
                .ifPresent(pattern -> problems.warning(
                        Problem.Code.LITERAL_WILDCARD,
                        pattern.span(),
                        "[%] in [" + Excerpt.of(String.valueOf(pattern.value())) + "] stands for itself; the wildcards"
                                + " are [*] and [?]"));
    }

    private static boolean searches(String function) {
        return function.equalsIgnoreCase("startsWith")
                || function.equalsIgnoreCase("endsWith")
                || function.equalsIgnoreCase("stringContains");
    }

    /** One warning a list, at its first element with a wildcard. */
    private static void warn(List<Expression> operands, String operator, String instead, Problems problems) {
        List<Expression> suspects = operands.stream()
                .filter(operand ->
                        text(operand).filter(LiteralWildcards::hasWildcard).isPresent())
                .toList();
        if (!suspects.isEmpty()) {
            String first = "[" + Excerpt.of(text(suspects.get(0)).orElse("")) + "]";
            String texts = suspects.size() == 1
                    ? first + " matches only this very text"
                    : first + " and [" + (suspects.size() - 1) + "] more match only these very texts";
            problems.warning(
                    Problem.Code.LITERAL_WILDCARD,
                    suspects.get(0).span(),
                    "[" + operator + "] takes wildcards literally, so " + texts + "; use " + instead
                            + " for wildcards");
        }
    }

    private static Optional<String> text(Expression expression) {
        return expression instanceof Expression.Literal literal && literal.value() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** The same for event categories, which are compared as with {@code ==}. */
    static final class InCategories implements QueryCheck {
        @Override
        public void check(Query query, Problems problems) {
            for (EventFilter filter : query.filters()) {
                EventFilter.Category category = filter.category();
                category.name()
                        .filter(LiteralWildcards::hasWildcard)
                        .ifPresent(name -> problems.warning(
                                Problem.Code.LITERAL_WILDCARD,
                                category.span(),
                                "event categories have no wildcards, so [" + Excerpt.of(name)
                                        + "] is only this very name; use [any where ...] and a condition"));
            }
        }
    }
}
