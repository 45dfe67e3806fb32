package org.esdetect.condition;

import org.esdetect.event.AsciiCase;

/** Where a text stands in another; what is looked for was folded before unless case counts. Nothing is copied. */
final class Texts {
    private Texts() {}

    static boolean startsWith(String text, String wanted, boolean caseSensitive) {
        return caseSensitive ? text.startsWith(wanted) : AsciiCase.holdsAt(text, 0, wanted);
    }

    static boolean endsWith(String text, String wanted, boolean caseSensitive) {
        return caseSensitive ? text.endsWith(wanted) : AsciiCase.holdsAt(text, text.length() - wanted.length(), wanted);
    }

    static boolean contains(String text, String wanted, boolean caseSensitive) {
        return caseSensitive ? text.contains(wanted) : AsciiCase.contains(text, wanted);
    }
}
