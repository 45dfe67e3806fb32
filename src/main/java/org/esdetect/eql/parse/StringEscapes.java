package org.esdetect.eql.parse;

import java.util.ArrayList;
import java.util.List;
import org.esdetect.text.Span;

/** Reads what stands between double quotes: {@code \" \' \\ \b \t \n \f \r} and {@code \}{@code u{1F600}}. */
final class StringEscapes {
    private static final int MIN_DIGITS = 2;
    private static final int MAX_DIGITS = 8;

    private final String text;
    private final int start;
    private final StringBuilder value = new StringBuilder();
    private final List<Mistake> mistakes = new ArrayList<>();
    private int at;

    private StringEscapes(String text, int start) {
        this.text = text;
        this.start = start;
    }

    /**
     * @param text what stands between the quotes
     * @param start where it stands in the source
     */
    static Decoded decode(String text, int start) {
        StringEscapes reader = new StringEscapes(text, start);
        while (reader.at < text.length()) {
            reader.take();
        }
        return new Decoded(reader.value.toString(), reader.mistakes);
    }

    private void take() {
        char character = text.charAt(at);
        if (character != '\\') {
            value.append(character);
            at++;
        } else if (at + 1 < text.length() && text.charAt(at + 1) == 'u') {
            takeCodePoint();
        } else {
            takeSimple();
        }
    }

    private void takeSimple() {
        int end = Math.min(at + 2, text.length());
        String escape = text.substring(at, end);
        switch (escape) {
            case "\\\"" -> value.append('"');
            case "\\'" -> value.append('\'');
            case "\\\\" -> value.append('\\');
            case "\\b" -> value.append('\b');
            case "\\t" -> value.append('\t');
            case "\\n" -> value.append('\n');
            case "\\f" -> value.append('\f');
            case "\\r" -> value.append('\r');
            default -> {
                value.append(escape);
                mistake(
                        end,
                        "unknown escape [" + escape + "] in a string; write [\\\\] for a backslash, or a raw"
                                + " string: [\"\"\"...\"\"\"]");
            }
        }
        at = end;
    }

    private void takeCodePoint() {
        int close = text.indexOf('}', at);
        boolean braced = text.startsWith("{", at + 2) && close > 0 && close - at - 3 <= MAX_DIGITS;
        int end = braced ? close + 1 : at + 2;
        String digits = braced ? text.substring(at + 3, close) : "";
        if (digits.length() < MIN_DIGITS || !digits.chars().allMatch(StringEscapes::isHexDigit)) {
            value.append(text, at, end);
            mistake(
                    end,
                    "[\\u] takes 2 to 8 hexadecimal digits in braces, for example [\\u{20AC}]; for a backslash"
                            + " before a [u] write [\\\\u]");
        } else {
            appendCodePoint(Long.parseLong(digits, 16), end);
        }
        at = end;
    }

    private void appendCodePoint(long codePoint, int end) {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        if (codePoint > Character.MAX_CODE_POINT || surrogate) {
            mistake(
                    end,
                    "[" + text.substring(at, end) + "] is no character; code points end at [10FFFF] and those"
                            + " from [D800] to [DFFF] are not characters");
        } else {
            value.appendCodePoint((int) codePoint);
        }
    }

    private static boolean isHexDigit(int character) {
        return character < 128 && Character.digit(character, 16) >= 0;
    }

    private void mistake(int end, String message) {
        mistakes.add(new Mistake(new Span(start + at, start + end), message));
    }

    /** What the string holds, a bad escape as it was written. */
    record Decoded(String value, List<Mistake> mistakes) {}

    record Mistake(Span span, String message) {}
}
