package org.esdetect.event;

/**
 * Folding of the ASCII letters and of nothing else: what a Lucene query does when it ignores case, and so what every
 * insensitive operator and function of ours does. A fold keeps the length, so positions stay valid.
 */
public final class AsciiCase {
    private AsciiCase() {}

    /** {@code text} with A to Z lowered; {@code text} itself when it has none, which is the common case. */
    public static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUpper(text.charAt(i))) {
                return foldFrom(text, i);
            }
        }
        return text;
    }

    /** {@code character} lowered when it is one of A to Z. */
    public static char fold(char character) {
        return isUpper(character) ? (char) (character | 0x20) : character;
    }

    /** Whether both are the same but for the case of ASCII letters. */
    public static boolean equal(String left, String right) {
        if (left.length() != right.length()) {
            return false;
        }
        for (int i = 0; i < left.length(); i++) {
            if (fold(left.charAt(i)) != fold(right.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code text} holds {@code folded}, which has no A to Z, from {@code at} on; without a copy. */
    public static boolean holdsAt(String text, int at, String folded) {
        if (at < 0 || at + folded.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < folded.length(); i++) {
            if (fold(text.charAt(at + i)) != folded.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code text} holds {@code folded}, which has no A to Z, anywhere; without a copy. */
    public static boolean contains(String text, String folded) {
        if (folded.isEmpty()) {
            return true;
        }
        char first = folded.charAt(0);
        if (first < 'a' || first > 'z') {
            return containsAfter(text, folded, first);
        }
        for (int at = 0; at <= text.length() - folded.length(); at++) {
            if (fold(text.charAt(at)) == first && holdsAt(text, at, folded)) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #contains}, where the first character has one spelling: the JDK finds it many at a time. */
    private static boolean containsAfter(String text, String folded, char first) {
        for (int at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
            if (holdsAt(text, at, folded)) {
                return true;
            }
        }
        return false;
    }

    private static String foldFrom(String text, int first) {
        char[] folded = text.toCharArray();
        for (int i = first; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        return new String(folded);
    }

    private static boolean isUpper(char character) {
        return character >= 'A' && character <= 'Z';
    }
}
