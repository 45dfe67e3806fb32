package org.esdetect.explain;

import java.util.List;
import org.esdetect.eql.ast.EqlPrinter;
import org.esdetect.eql.ast.Expression;
import org.esdetect.text.SourceText;
import org.esdetect.text.Span;

/** The text of a clause on one line. */
final class ClauseText {
    /** Longer clauses are shortened. */
    static final int MAX_LENGTH = 200;

    private static final int MAX_ELEMENTS = 5;

    private ClauseText() {}

    /** As written; canonical, so without comments, when it spans lines; a long list cut, with the number left out. */
    static String of(SourceText source, Expression expression) {
        String text = oneLine(source, expression);
        return text.length() <= MAX_LENGTH ? text : shortened(expression, text);
    }

    /** {@code expression} in canonical form, cut when it is long. */
    static String print(Expression expression) {
        return cut(EqlPrinter.print(expression), MAX_LENGTH);
    }

    private static String oneLine(SourceText source, Expression expression) {
        Span span = expression.span();
        boolean inText = span.end() <= source.text().length();
        String written = inText ? source.text().substring(span.start(), span.end()) : "";
        return written.isEmpty() || written.indexOf('\n') >= 0 || written.indexOf('\r') >= 0
                ? EqlPrinter.print(expression)
                : written;
    }

    private static String shortened(Expression expression, String text) {
        if (expression instanceof Expression.Match match && match.patterns().size() > MAX_ELEMENTS) {
            List<Expression.Literal> first = match.patterns().subList(0, MAX_ELEMENTS);
            return withCount(
                    new Expression.Match(match.span(), match.operator(), match.operand(), first),
                    match.patterns().size());
        }
        if (expression instanceof Expression.Membership in && in.elements().size() > MAX_ELEMENTS) {
            List<Expression> first = in.elements().subList(0, MAX_ELEMENTS);
            return withCount(
                    new Expression.Membership(in.span(), in.operand(), first, in.insensitive(), in.negated()),
                    in.elements().size());
        }
        return cut(text, MAX_LENGTH);
    }

    /** {@code f in ("a", "b", ... 40 more)}. */
    private static String withCount(Expression shorter, int count) {
        String text = EqlPrinter.print(shorter);
        String more = ", ... " + (count - MAX_ELEMENTS) + " more)";
        return cut(text.substring(0, text.length() - 1), 2 * MAX_LENGTH) + more;
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "...";
    }
}
