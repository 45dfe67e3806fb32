package org.esdetect.eql.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.Vocabulary;
import org.esdetect.eql.parse.gen.EqlTokens;
import org.esdetect.text.Problem;

/** A word that cannot stand where it stands, as a sentence about the query. */
final class SyntaxErrors {
    private static final Vocabulary VOCABULARY = EqlTokens.VOCABULARY;
    private static final String END = "the end of the query";

    private SyntaxErrors() {}

    static Problem problem(Failure failure) {
        Optional<Hint> hint = SyntaxHints.of(failure);
        String message = hint.map(found -> found.whole() ? found.text() : unexpected(failure) + "; " + found.text())
                .orElseGet(() -> unexpected(failure) + expectation(failure));
        boolean unsupported = hint.isPresent() && hint.get().unsupported();
        return new Problem(
                unsupported ? Problem.Code.UNSUPPORTED : Problem.Code.SYNTAX,
                Problem.Severity.ERROR,
                failure.tokens().span(failure.word(hint.map(Hint::back).orElse(0))),
                message);
    }

    private static String unexpected(Failure failure) {
        return failure.is(Token.EOF) ? "the query ends too early" : "unexpected [" + failure.text(0) + "]";
    }

    private static String expectation(Failure failure) {
        List<String> names = new ArrayList<>(names(failure));
        if (names.remove(END)) {
            names.add(END);
        }
        if (names.isEmpty()) {
            return "";
        }
        String last = names.get(names.size() - 1);
        List<String> others = names.subList(0, names.size() - 1);
        return ", expected " + (others.isEmpty() ? last : String.join(", ", others) + " or " + last);
    }

    /** What could have stood there, in words; kinds of words are named once. */
    private static Set<String> names(Failure failure) {
        Set<String> names = new LinkedHashSet<>();
        List<Integer> left = new ArrayList<>(failure.expected().toList());
        if (failure.wantsExpression()) {
            names.add("a field, a value or a function call");
            left.removeIf(type -> type != EqlTokens.CLOSE);
        } else if (failure.wantsConstant()) {
            names.add("a string or another constant");
            left.removeIf(SyntaxErrors::isConstant);
        } else if (failure.wantsOperator()) {
            names.add("an operator");
            left.removeIf(SyntaxErrors::continuesAnOperand);
        } else if (failure.wants(EqlTokens.QUOTED_IDENTIFIER) && failure.wants(EqlTokens.QUESTION)) {
            names.add("a field");
            left.clear();
        } else {
            left.remove(Integer.valueOf(EqlTokens.DOT));
        }
        left.forEach(type -> names.add(name(type)));
        return names;
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
        return OperatorHints.compares(type)
                || OperatorHints.matches(type)
                || switch (type) {
                    case EqlTokens.ASSIGN,
                            EqlTokens.PLUS,
                            EqlTokens.MINUS,
                            EqlTokens.STAR,
                            EqlTokens.SLASH,
                            EqlTokens.PERCENT,
                            EqlTokens.NOT,
                            EqlTokens.IN,
                            EqlTokens.IN_INSENSITIVE,
                            EqlTokens.NOT_COLON,
                            EqlTokens.OPEN,
                            EqlTokens.DOT,
                            EqlTokens.STEP_OPEN -> true;
                    default -> false;
                };
    }

    private static String name(int type) {
        return switch (type) {
            case Token.EOF -> END;
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
