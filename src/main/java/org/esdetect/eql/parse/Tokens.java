package org.esdetect.eql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.esdetect.eql.parse.gen.EqlTokens;
import org.esdetect.text.SourceText;
import org.esdetect.text.Span;
import org.jspecify.annotations.Nullable;

/** The words of a text and where they stand. ANTLR counts code points, a {@link Span} counts UTF-16 units. */
final class Tokens {
    private final SourceText source;
    private final List<Token> words;
    private final Optional<Token> openComment;

    /** The UTF-16 offset of each code point; null when they are the same, which is nearly always. */
    private final int @Nullable [] offsets;

    private Tokens(SourceText source, List<Token> words, Optional<Token> openComment) {
        this.source = source;
        this.words = List.copyOf(words);
        this.openComment = openComment;
        this.offsets = offsets(source.text());
    }

    /** Splits all of {@code source}; what is no EQL becomes words of its own kinds. */
    static Tokens split(SourceText source) {
        EqlTokens lexer = new EqlTokens(CharStreams.fromString(source.text()));
        lexer.removeErrorListeners();
        List<Token> words = new ArrayList<>();
        Token comment = null;
        Token token;
        do {
            token = lexer.nextToken();
            if (token.getType() == EqlTokens.COMMENT_OPEN) {
                comment = token;
            } else {
                words.add(token);
            }
        } while (token.getType() != Token.EOF);
        boolean closed = lexer._modeStack.isEmpty();
        return new Tokens(source, words, closed ? Optional.empty() : Optional.ofNullable(comment));
    }

    SourceText source() {
        return source;
    }

    /** In the order of the text, without white space and comments; the end of the text is the last. */
    List<Token> words() {
        return words;
    }

    /** The start of a comment that has no end. */
    Optional<Token> openComment() {
        return openComment;
    }

    CommonTokenStream stream() {
        return new CommonTokenStream(new ListTokenSource(words));
    }

    /** Where {@code token} stands. The end of the text stands right behind the last word. */
    Span span(Token token) {
        if (token.getType() == Token.EOF) {
            int end = words.size() < 2 ? 0 : span(words.get(words.size() - 2)).end();
            return new Span(end, end);
        }
        return new Span(offset(token.getStartIndex()), offset(token.getStopIndex() + 1));
    }

    Span span(ParserRuleContext tree) {
        return span(tree.getStart()).to(span(tree.getStop()));
    }

    private int offset(int codePoint) {
        return offsets == null ? codePoint : offsets[codePoint];
    }

    private static int @Nullable [] offsets(String text) {
        int count = text.codePointCount(0, text.length());
        if (count == text.length()) {
            return null;
        }
        int[] offsets = new int[count + 1];
        for (int i = 1; i <= count; i++) {
            offsets[i] = text.offsetByCodePoints(offsets[i - 1], 1);
        }
        return offsets;
    }
}
