package org.esdetect.eql.check;

import org.esdetect.eql.ast.EqlPrinter;
import org.esdetect.eql.ast.Expression;

/** A part of a query as a message quotes it: canonical, and cut when it is long. */
final class Shown {
    private static final int MAX_LENGTH = 80;

    private Shown() {}

    static String of(Expression expression) {
        return cut(EqlPrinter.print(expression));
    }

    static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}
