package org.esdetect.eql.check;

import org.esdetect.eql.ast.EqlPrinter;
import org.esdetect.eql.ast.Expression;
import org.esdetect.text.Excerpt;

/** A part of a query as a message quotes it: canonical, and cut when it is long. */
final class Shown {
    private Shown() {}

    static String of(Expression expression) {
        return Excerpt.of(EqlPrinter.print(expression));
    }
}
