package org.esdetect.eql.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.esdetect.eql.ast.Expression;
import org.esdetect.text.Excerpt;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/**
 * Patterns start with text: over an index, one that starts with {@code *} must look at every value. {@code "*"} alone
 * asks for any value and is cheap, and so is a leading {@code ?}, as in a path on any drive. One warning a query: such
 * patterns are often meant, and a line for each would hide the rest.
 */
final class LeadingWildcards {
    private final FieldTypes types;
    private final List<Expression.Literal> suspects = new ArrayList<>();
    private final Set<String> fields = new LinkedHashSet<>();

    private LeadingWildcards(FieldTypes types) {
        this.types = types;
    }

    static void check(List<Expression> conditions, FieldTypes types, Problems problems) {
        LeadingWildcards found = new LeadingWildcards(types);
        conditions.forEach(found::collect);
        found.report(problems);
    }

    private void collect(Expression expression) {
        if (expression instanceof Expression.Match match
                && !match.operator().isRegex()
                && match.operand() instanceof Expression.Field field
                && !types.findsParts(field.path())) {
            for (Expression.Literal pattern : match.patterns()) {
                if (pattern.value() instanceof String text && text.startsWith("*") && !text.equals("*")) {
                    suspects.add(pattern);
                    fields.add(field.path());
                }
            }
        }
        expression.operands().forEach(this::collect);
    }

    private void report(Problems problems) {
        if (suspects.isEmpty()) {
            return;
        }
        String first = "[" + Excerpt.of(String.valueOf(suspects.get(0).value())) + "]";
        problems.warning(
                Problem.Code.LEADING_WILDCARD,
                suspects.get(0).span(),
                (suspects.size() == 1
                                ? "pattern " + first + " starts"
                                : "patterns " + first + " and [" + (suspects.size() - 1) + "] more start")
                        + " with a wildcard: over an index every value of [" + Excerpt.of(String.join(", ", fields))
                        + "] is looked at; inline it costs nothing");
    }
}
