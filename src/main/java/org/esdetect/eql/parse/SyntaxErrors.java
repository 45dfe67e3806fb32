package org.esdetect.eql.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.esdetect.eql.parse.gen.EqlTokens;
import org.esdetect.text.Problem;

/** A word that cannot stand where it stands, as a sentence about the query. */
final class SyntaxErrors {
    /** A word longer than this is cut in a message. */
    private static final int MAX_SHOWN = 60;

    private static final Vocabulary VOCABULARY = EqlTokens.VOCABULARY;

    private final Tokens tokens;
    private final int found;
    private final IntervalSet expected;

    /**
     * @param found the index of the word
     * @param expected the types of words that could have stood there; empty when that is not known
     */
    SyntaxErrors(Tokens tokens, int found, IntervalSet expected) {
        this.tokens = tokens;
        this.found = found;
        this.expected = expected;
    }

    Problem problem() {
        Token word = tokens.words().get(found);
        SyntaxHints hints = new SyntaxHints(tokens, found, expected);
        String message = hints.whole()
                .orElseGet(() -> unexpected(word)
                        + hints.advice().map(hint -> "; " + hint).orElseGet(this::expectation));
        Problem.Code code = hints.isUnsupported() ? Problem.Code.UNSUPPORTED : Problem.Code.SYNTAX;
        return new Problem(code, Problem.Severity.ERROR, tokens.span(word), message);
    }

    private static String unexpected(Token word) {
        return word.getType() == Token.EOF ? "the query ends too early" : "unexpected [" + shown(word) + "]";
    }

    static String shown(Token word) {
        String text = word.getText();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    private String expectation() {
        List<String> names = List.copyOf(names());
        if (names.isEmpty()) {
            return "";
        }
        String last = names.get(names.size() - 1);
        List<String> others = names.subList(0, names.size() - 1);
        return ", expected " + (others.isEmpty() ? last : String.join(", ", others) + " or " + last);
    }

    /** What could have stood there, in words; kinds of words are named once. */
    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        List<Integer> left = new ArrayList<>(expected.toList());
        if (startsAnExpression(expected)) {
            names.add("a field, a value or a function call");
            left.removeIf(type -> !isStructure(type));
        } else if (expected.contains(EqlTokens.STRING) && expected.contains(EqlTokens.NULL)) {
            names.add("a string or another constant");
            left.removeIf(SyntaxErrors::isConstant);
        } else if (endsAnOperand(expected)) {
            names.add("an operator");
            boolean step = expected.contains(EqlTokens.MISSING_STEP_OPEN);
            left.removeIf(type -> continuesAnOperand(type) && !(step && type == EqlTokens.STEP_OPEN));
        }
        left.forEach(type -> names.add(name(type)));
        if (names.remove("the end of the query")) {
            names.add("the end of the query");
        }
        return names;
    }

    static boolean startsAnExpression(IntervalSet types) {
        return types.contains(EqlTokens.STRING) && types.contains(EqlTokens.QUOTED_IDENTIFIER);
    }

    static boolean endsAnOperand(IntervalSet types) {
        return types.contains(EqlTokens.STAR) && !startsAnExpression(types);
    }

    private static boolean isStructure(int type) {
        return type == EqlTokens.CLOSE;
    }

    private static boolean isConstant(int type) {
        return switch (type) {
            case EqlTokens.STRING,
                    EqlTokens.RAW_STRING,
                    EqlTokens.INTEGER,
                    EqlTokens.DECIMAL,
                    EqlTokens.TRUE,
                    EqlTokens.FALSE,
                    EqlTokens.NULL -> true;
            default -> false;
        };
    }

    private static boolean continuesAnOperand(int type) {
        return switch (type) {
            case EqlTokens.EQUAL,
                    EqlTokens.NOT_EQUAL,
                    EqlTokens.LESS,
                    EqlTokens.LESS_OR_EQUAL,
                    EqlTokens.GREATER,
                    EqlTokens.GREATER_OR_EQUAL,
                    EqlTokens.ASSIGN,
                    EqlTokens.PLUS,
                    EqlTokens.MINUS,
                    EqlTokens.STAR,
                    EqlTokens.SLASH,
                    EqlTokens.PERCENT,
                    EqlTokens.NOT,
                    EqlTokens.IN,
                    EqlTokens.IN_INSENSITIVE,
                    EqlTokens.COLON,
                    EqlTokens.NOT_COLON,
                    EqlTokens.LIKE,
                    EqlTokens.LIKE_INSENSITIVE,
                    EqlTokens.REGEX,
                    EqlTokens.REGEX_INSENSITIVE,
                    EqlTokens.OPEN,
                    EqlTokens.DOT,
                    EqlTokens.STEP_OPEN -> true;
            default -> false;
        };
    }

    private static String name(int type) {
        return switch (type) {
            case Token.EOF -> "the end of the query";
            case EqlTokens.IDENTIFIER, EqlTokens.QUOTED_IDENTIFIER -> "a name";
            case EqlTokens.STRING, EqlTokens.RAW_STRING -> "a string";
            case EqlTokens.INTEGER, EqlTokens.DECIMAL -> "a number";
            case EqlTokens.STEP_OPEN, EqlTokens.MISSING_STEP_OPEN -> "a step in brackets";
            case EqlTokens.STEP_CLOSE -> "the bracket that ends the step";
            default -> "[" + bare(VOCABULARY.getLiteralName(type)) + "]";
        };
    }

    /** ANTLR's name of a literal word stands in single quotes. */
    private static String bare(String literalName) {
        return literalName.substring(1, literalName.length() - 1);
    }
}
