package org.esdetect.condition;

import org.esdetect.event.AsciiCase;

/** The patterns of {@code :} and {@code like}: {@code *} any run, {@code ?} one code point, no escape, whole value. */
public final class Wildcard {
    private Wildcard() {}

    /** Whether {@code pattern} has a wildcard; without one it is an equality. */
    public static boolean isPattern(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    /**
     * Whether all of {@code value} matches {@code pattern}.
     *
     * <p>A mismatch goes back to the last star only: an earlier star never needs to take more, because what follows it
     * was found at the leftmost place. So the cost is at most the product of the two lengths, without recursion.
     */
    public static boolean matches(String pattern, String value, boolean caseSensitive) {
        int p = 0;
        int v = 0;
        int star = -1;
        int resume = 0;
        while (v < value.length()) {
            char wanted = p < pattern.length() ? pattern.charAt(p) : 0;
            if (p < pattern.length() && wanted == '*') {
                star = p++;
                resume = v;
                if (p == pattern.length()) {
                    return true;
                }
            } else if (p < pattern.length() && wanted == '?') {
                p++;
                v += Character.charCount(value.codePointAt(v));
            } else if (p < pattern.length() && same(wanted, value.charAt(v), caseSensitive)) {
                p++;
                v++;
            } else if (star >= 0) {
                p = star + 1;
                resume += Character.charCount(value.codePointAt(resume));
                v = resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean same(char wanted, char found, boolean caseSensitive) {
        return wanted == found || (!caseSensitive && AsciiCase.fold(wanted) == AsciiCase.fold(found));
    }
}
