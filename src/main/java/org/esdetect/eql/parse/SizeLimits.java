package org.esdetect.eql.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.esdetect.eql.parse.gen.EqlTokens;
import org.esdetect.text.Problem;
import org.esdetect.text.Span;

/**
 * What a query may cost to read. The longest of the published detection rules has 46,906 characters, a list of 2,609
 * strings and 28 levels.
 */
final class SizeLimits {
    static final int CHARACTERS = 256 * 1024;

    /** Levels of a tree. Every recursive walk over a tree needs a stack of this depth times a few frames. */
    static final int NESTING = 100;

    /** Elements between two parentheses. */
    static final int ELEMENTS = 10_000;

    private final Tokens tokens;

    /** What stands open around the current token, innermost last. */
    private final Deque<Level> levels = new ArrayDeque<>();

    private int depth;

    private SizeLimits(Tokens tokens) {
        this.tokens = tokens;
        levels.addLast(new Level());
    }

    static Optional<Problem> ofText(String text) {
        return text.length() <= CHARACTERS
                ? Optional.empty()
                : Optional.of(tooLarge(
                        new Span(CHARACTERS, CHARACTERS),
                        "the query has [" + text.length() + "] characters, the limit is [" + CHARACTERS + "]"));
    }

    /**
     * Whether a tree of {@code tokens} would be too deep or too wide.
     *
     * <p>Counts, without parsing, what can make a tree deeper: an open parenthesis or bracket, a {@code not}, a sign or
     * an arithmetic operator. The operators of a level end with their term.
     */
    static Optional<Problem> of(Tokens tokens) {
        SizeLimits limits = new SizeLimits(tokens);
        for (Token token : tokens.words()) {
            Optional<Problem> problem = limits.take(token);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private Optional<Problem> take(Token token) {
        switch (token.getType()) {
            case EqlTokens.OPEN, EqlTokens.STEP_OPEN, EqlTokens.MISSING_STEP_OPEN -> {
                levels.addLast(new Level());
                return deeper(token);
            }
            case EqlTokens.NOT, EqlTokens.PLUS, EqlTokens.MINUS, EqlTokens.STAR, EqlTokens.SLASH, EqlTokens.PERCENT -> {
                levels.getLast().operators++;
                return deeper(token);
            }
            case EqlTokens.CLOSE, EqlTokens.STEP_CLOSE -> close();
            case EqlTokens.AND, EqlTokens.OR -> endTerm();
            case EqlTokens.COMMA -> {
                endTerm();
                return wider(token);
            }
            default -> {}
        }
        return Optional.empty();
    }

    private Optional<Problem> deeper(Token token) {
        depth++;
        return depth <= NESTING
                ? Optional.empty()
                : Optional.of(tooLarge(
                        tokens.span(token),
                        "the query is nested more than [" + NESTING
                                + "] levels deep; use lists and fewer parentheses"));
    }

    private Optional<Problem> wider(Token token) {
        int elements = ++levels.getLast().commas + 1;
        return elements <= ELEMENTS
                ? Optional.empty()
                : Optional.of(tooLarge(
                        tokens.span(token),
                        "a list has more than [" + ELEMENTS + "] elements; split it into two conditions"));
    }

    private void close() {
        if (levels.size() > 1) {
            endTerm();
            levels.removeLast();
            depth--;
        }
    }

    private void endTerm() {
        depth -= levels.getLast().operators;
        levels.getLast().operators = 0;
    }

    private static Problem tooLarge(Span span, String message) {
        return new Problem(Problem.Code.TOO_LARGE, Problem.Severity.ERROR, span, message);
    }

    private static final class Level {
        private int operators;
        private int commas;
    }
}
