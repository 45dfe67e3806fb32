package org.esdetect.engine;

import java.util.List;

/**
 * Index patterns as a rule writes them: {@code *} is any run of characters, a leading {@code -} takes out again what
 * stands before it.
 */
public final class IndexPatterns {
    private IndexPatterns() {}

    /** Whether {@code patterns} select {@code name}. Patterns of remote clusters ({@code cluster:name}) never do. */
    public static boolean matches(List<String> patterns, String name) {
        boolean selected = false;
        for (String pattern : patterns) {
            if (pattern.startsWith("-")) {
                selected &= !matches(pattern, 1, name, 0);
            } else {
                selected |= matches(pattern, 0, name, 0);
            }
        }
        return selected;
    }

    private static boolean matches(String pattern, int patternStart, String name, int nameStart) {
        int p = patternStart;
        int n = nameStart;
        int star = -1;
        int resume = -1;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
