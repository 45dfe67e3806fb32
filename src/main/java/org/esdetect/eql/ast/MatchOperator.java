package org.esdetect.eql.ast;

/** The operators that compare text with patterns. */
public enum MatchOperator {
    COLON(":", false, false),
    LIKE("like", true, false),
    LIKE_INSENSITIVE("like~", false, false),
    REGEX("regex", true, true),
    REGEX_INSENSITIVE("regex~", false, true);

    private final String symbol;
    private final boolean caseSensitive;
    private final boolean regex;

    MatchOperator(String symbol, boolean caseSensitive, boolean regex) {
        this.symbol = symbol;
        this.caseSensitive = caseSensitive;
        this.regex = regex;
    }

    public String symbol() {
        return symbol;
    }

    public boolean caseSensitive() {
        return caseSensitive;
    }

    /** Whether patterns are regular expressions; otherwise {@code *} and {@code ?} are wildcards. */
    public boolean isRegex() {
        return regex;
    }
}
