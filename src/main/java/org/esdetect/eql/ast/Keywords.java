package org.esdetect.eql.ast;

import java.util.Set;
import java.util.regex.Pattern;

/** The reserved words, and which names need quoting because of them. */
public final class Keywords {
    private static final Set<String> RESERVED = Set.of(
            "and",
            "any",
            "by",
            "false",
            "in",
            "join",
            "like",
            "maxspan",
            "not",
            "null",
            "of",
            "or",
            "regex",
            "sample",
            "sequence",
            "true",
            "until",
            "where",
            "with");

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_@][A-Za-z0-9_]*");

    private Keywords() {}

    /** Whether {@code word} is reserved. Keywords are lower case: {@code AND} is a name. */
    public static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    /** Whether {@code word} can stand as a name without quotes. */
    public static boolean isPlainName(String word) {
        return IDENTIFIER.matcher(word).matches() && !isReserved(word);
    }
}
