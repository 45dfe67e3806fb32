package org.esdetect.eql.parse;

import java.math.BigInteger;
import org.antlr.v4.runtime.Token;
import org.esdetect.eql.ast.Expression.Literal;
import org.esdetect.eql.parse.gen.EqlTokens;
import org.esdetect.text.Excerpt;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;
import org.jspecify.annotations.Nullable;

/** A constant's word to its value. */
final class ConstantReader {
    private static final BigInteger MAX_UNSIGNED_LONG =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    /** A double has at most 309 digits before the point, so a number with more is too large anyway. */
    private static final int MAX_DIGITS = 400;

    private final Tokens tokens;
    private final Problems problems;

    ConstantReader(Tokens tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    Literal literal(Token token) {
        return new Literal(tokens.span(token), value(token));
    }

    /** What a string stands for; its escapes were checked before. */
    static String string(Token token) {
        String text = token.getText();
        if (token.getType() == EqlTokens.RAW_STRING) {
            return text.substring(3, text.length() - 3);
        }
        return text.startsWith("\"")
                ? StringEscapes.decode(text.substring(1, text.length() - 1), 0).value()
                : inOldQuotes(text);
    }

    private static String inOldQuotes(String text) {
        return text.substring(text.startsWith("?") ? 2 : 1, text.length() - 1);
    }

    private @Nullable Object value(Token token) {
        return switch (token.getType()) {
            case EqlTokens.STRING, EqlTokens.RAW_STRING -> string(token);
            case EqlTokens.INTEGER -> integer(token);
            case EqlTokens.DECIMAL -> decimal(token);
            case EqlTokens.TRUE -> true;
            case EqlTokens.FALSE -> false;
            case EqlTokens.NULL -> null;
            default -> throw new IllegalArgumentException("[" + token.getText() + "] is no constant");
        };
    }

    /**
     * A long if it fits, else a big integer up to the largest unsigned long, else a double, as Elasticsearch has it.
     */
    private Object integer(Token token) {
        String digits = token.getText();
        if (digits.length() > MAX_DIGITS) {
            return decimal(token);
        }
        BigInteger value = new BigInteger(digits);
        if (value.bitLength() < Long.SIZE) {
            return value.longValueExact();
        }
        return value.compareTo(MAX_UNSIGNED_LONG) <= 0 ? value : decimal(token);
    }

    private Double decimal(Token token) {
        double value = Double.parseDouble(token.getText());
        if (Double.isInfinite(value)) {
            problems.error(
                    Problem.Code.BAD_CONSTANT,
                    tokens.span(token),
                    "number [" + Excerpt.of(token.getText()) + "] is too large, the largest is [" + Double.MAX_VALUE
                            + "]");
            return Double.MAX_VALUE;
        }
        return value;
    }
}
