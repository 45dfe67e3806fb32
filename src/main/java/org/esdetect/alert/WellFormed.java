package org.esdetect.alert;

/**
 * Replaces what is no character: half of a surrogate pair, which JSON can spell ({@code "\\ud800"}) and UTF-8, in which
 * alerts are written, cannot.
 */
final class WellFormed {
    private static final char REPLACEMENT = '\uFFFD';

    private WellFormed() {}

    /** {@code text} itself when nothing has to be replaced. */
    static String text(String text) {
        int first = unpaired(text, 0);
        if (first < 0) {
            return text;
        }
        StringBuilder fixed = new StringBuilder(text);
        for (int i = first; i >= 0; i = unpaired(text, i + 1)) {
            fixed.setCharAt(i, REPLACEMENT);
        }
        return fixed.toString();
    }

    /** {@code text}, cut to {@code limit} characters with a sign that it was. */
    static String shortened(String text, int limit) {
        return text.length() <= limit ? text : text(text.substring(0, limit)) + "...";
    }

    /** Where the first unpaired surrogate is, from {@code start} on; negative if there is none. */
    private static int unpaired(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
