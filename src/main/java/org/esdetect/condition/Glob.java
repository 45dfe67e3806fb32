package org.esdetect.condition;

/**
 * One pattern of any shape, with what refuses most values before the walk through them: their length and their end.
 *
 * @param text the pattern, folded unless case counts
 * @param minLength of a value that matches, in characters; {@code ?} may take two
 * @param end the text behind the last wildcard
 */
record Glob(String text, int minLength, int maxLength, String end) {
    static Glob of(String pattern) {
        int marks = 0;
        int stars = 0;
        int end = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            marks += c == '?' ? 1 : 0;
            stars += c == '*' ? 1 : 0;
            end = c == '?' || c == '*' ? i + 1 : end;
        }
        int minLength = pattern.length() - stars;
        return new Glob(pattern, minLength, stars > 0 ? Integer.MAX_VALUE : minLength + marks, pattern.substring(end));
    }

    boolean matches(String value, boolean caseSensitive) {
        int length = value.length();
        return length >= minLength
                && length <= maxLength
                && Texts.endsWith(value, end, caseSensitive)
                && Wildcard.matches(text, value, caseSensitive);
    }
}
