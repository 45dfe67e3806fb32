package org.esdetect.eql.ast;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Constants and names as EQL writes them. */
final class LiteralText {
    private LiteralText() {}

    static String of(@Nullable Object value) {
        return value instanceof String string ? quoted(string) : String.valueOf(value);
    }

    /** {@code value} in double quotes, escaped where it must be. */
    static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            appendEscaped(text, value.charAt(i));
        }
        return text.append('"').toString();
    }

    private static void appendEscaped(StringBuilder text, char character) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> text.append(character);
        }
    }

    /** A field path, each part in backticks when it is no plain name. */
    static String path(String path) {
        String[] parts = path.split("\\.", -1);
        if (Arrays.asList(parts).contains("")) {
            return backticked(path);
        }
        return Arrays.stream(parts)
                .map(part -> Keywords.isPlainName(part) ? part : backticked(part))
                .collect(Collectors.joining("."));
    }

    private static String backticked(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
