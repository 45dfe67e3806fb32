package org.esdetect.eql.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.esdetect.eql.parse.gen.EqlTokens;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/**
 * Reports words that are no EQL, and turns those whose meaning is clear (a string in the wrong quotes) into what was
 * meant, so that parsing can go on.
 */
final class LexicalErrors {
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("&", "join conditions with [and]"),
            Map.entry("!", "negate with [not]"),
            Map.entry("$", "variables are not supported"),
            Map.entry("~", "case is ignored by [:], [in~], [like~], [regex~] and functions such as [startsWith~]"),
            Map.entry("\u00a0", "this is a no-break space, use a plain one"),
            Map.entry("#", "comments start with [//]"),
            Map.entry(";", "a query is one statement, leave it out"),
            Map.entry("\\", "a backslash can only stand in a string"),
            Map.entry("{", "lists and groups are written in parentheses"),
            Map.entry("}", "lists and groups are written in parentheses"),
            Map.entry("\u201c", "use plain double quotes [\"]"),
            Map.entry("\u201d", "use plain double quotes [\"]"),
            Map.entry("\u201e", "use plain double quotes [\"]"),
            Map.entry("\u2018", "use plain double quotes [\"]"),
            Map.entry("\u2019", "use plain double quotes [\"]"),
            Map.entry("'", "strings stand in double quotes [\"]"));

    private final Tokens tokens;
    private final Problems problems;

    LexicalErrors(Tokens tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    /** Whether the words can be parsed all the same. */
    boolean report() {
        tokens.openComment()
                .ifPresent(comment -> error(
                        comment, "this comment is not closed; comments nest, so each [/*] needs a [*/] of its own"));
        boolean readable = tokens.openComment().isEmpty();
        for (int i = 0; i < tokens.words().size(); i++) {
            readable &= report(i);
        }
        return readable;
    }

    private boolean report(int index) {
        Token token = tokens.words().get(index);
        return switch (token.getType()) {
            case EqlTokens.STRING -> {
                escapes(token);
                yield true;
            }
            case EqlTokens.SINGLE_QUOTED -> {
                error(token, "strings stand in double quotes [\"], not in single quotes [']");
                yield treatAsString(token);
            }
            case EqlTokens.OLD_RAW_STRING -> {
                error(token, "raw strings stand in three double quotes, [\"\"\"...\"\"\"]; this form is not supported");
                yield treatAsString(token);
            }
            case EqlTokens.UNCLOSED_STRING -> {
                error(token, unclosedString(index));
                yield false;
            }
            case EqlTokens.UNCLOSED_IDENTIFIER -> {
                error(token, "this quoted name is not closed; it ends with a backtick on the same line");
                yield false;
            }
            case EqlTokens.EMPTY_IDENTIFIER -> {
                error(token, "a name in backticks cannot be empty");
                yield false;
            }
            case EqlTokens.UNKNOWN_CHARACTER -> {
                unknownCharacter(index);
                yield false;
            }
            default -> true;
        };
    }

    private void escapes(Token token) {
        String text = token.getText();
        StringEscapes.decode(
                        text.substring(1, text.length() - 1), tokens.span(token).start() + 1)
                .mistakes()
                .forEach(mistake -> problems.error(Problem.Code.SYNTAX, mistake.span(), mistake.message()));
    }

    private static boolean treatAsString(Token token) {
        ((CommonToken) token).setType(EqlTokens.STRING);
        return true;
    }

    private String unclosedString(int index) {
        boolean raw = index > 0 && tokens.words().get(index - 1).getText().equals("\"\"") && touchesTheOneBefore(index);
        return raw
                ? "this raw string is not closed; it ends with [\"\"\"] on the same line"
                : "this string is not closed; it ends with [\"] on the same line, and a backslash before the quote is"
                        + " written [\\\\]";
    }

    private void unknownCharacter(int index) {
        Token token = tokens.words().get(index);
        boolean repeated = touchesTheOneBefore(index)
                && tokens.words().get(index - 1).getText().equals(token.getText());
        if (!repeated) {
            String text = token.getText();
            String instead = INSTEAD.getOrDefault(text, "it can only stand in a string");
            error(token, "unexpected character [" + visible(text) + "]; " + instead);
        }
    }

    /** {@code text} itself, or its code point when it cannot be seen. */
    private static String visible(String text) {
        int codePoint = text.codePointAt(0);
        boolean seen = !Character.isISOControl(codePoint)
                && !Character.isSpaceChar(codePoint)
                && Character.getType(codePoint) != Character.FORMAT
                && Character.getType(codePoint) != Character.SURROGATE;
        return seen ? text : String.format(Locale.ROOT, "U+%04X", codePoint);
    }

    private boolean touchesTheOneBefore(int index) {
        List<Token> words = tokens.words();
        return index > 0
                && words.get(index - 1).getStopIndex() + 1 == words.get(index).getStartIndex();
    }

    private void error(Token token, String message) {
        problems.error(Problem.Code.SYNTAX, tokens.span(token), message);
    }
}
