package org.esdetect.es.query;

/** A text as a regular expression of Lucene's dialect that matches it and nothing else. */
final class RegexText {
    private RegexText() {}

    /** Escapes all ASCII but letters and digits; a backslash before one of these would be a class or a mistake. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128 && !isLetterOrDigit(c)) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
