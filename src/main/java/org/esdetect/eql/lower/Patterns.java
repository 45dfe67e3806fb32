package org.esdetect.eql.lower;

import java.util.List;
import org.esdetect.condition.Literal;
import org.esdetect.eql.ast.Expression;

/** The right side of {@code :}, {@code like} and {@code regex}. */
final class Patterns {
    private Patterns() {}

    /** @throws IllegalArgumentException if one is not a string, which the checks find */
    static List<String> texts(Expression.Match match) {
        return match.patterns().stream().map(Patterns::text).toList();
    }

    private static String text(Expression.Literal pattern) {
        if (pattern.value() instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("not a pattern: [" + pattern.value() + "]");
    }

    static boolean haveWildcards(List<String> patterns) {
        return patterns.stream().anyMatch(pattern -> pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0);
    }

    static List<Literal> literals(List<String> texts) {
        return texts.stream().map(Literal::new).toList();
    }
}
