package org.esdetect.eql.parse;

import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.esdetect.eql.parse.gen.EqlTokens;
import org.esdetect.text.Excerpt;

/**
 * A word that cannot stand where it stands, and what is around it.
 *
 * @param index of the word
 * @param expected the types of words that could have stood there; empty when that is not known
 */
record Failure(Tokens tokens, int index, IntervalSet expected) {

    Token word() {
        return word(0);
    }

    /** The word so many words before it. */
    Token word(int back) {
        return tokens.words().get(index - back);
    }

    boolean isFirst() {
        return index == 0;
    }

    /** The type of the word {@code distance} words on, or back when negative. */
    int type(int distance) {
        int at = index + distance;
        return at < 0 || at >= tokens.words().size()
                ? Token.INVALID_TYPE
                : tokens.words().get(at).getType();
    }

    boolean is(int type) {
        return type(0) == type;
    }

    /** What is written there, cut when it is long. */
    String text(int distance) {
        int at = index + distance;
        return at < 0 || at >= tokens.words().size()
                ? ""
                : Excerpt.of(tokens.words().get(at).getText());
    }

    /** Whether nothing stands between the word before and this one. */
    boolean touchesTheOneBefore() {
        return index > 0 && tokens.words().get(index - 1).getStopIndex() + 1 == word().getStartIndex();
    }

    boolean wants(int type) {
        return expected.contains(type);
    }

    boolean wantsOnly(int type) {
        return expected.size() == 1 && expected.contains(type);
    }

    /** Whether a value could start here. */
    boolean wantsExpression() {
        return wants(EqlTokens.STRING) && wants(EqlTokens.QUOTED_IDENTIFIER);
    }

    /** Whether a constant, and nothing else with a value, could stand here. */
    boolean wantsConstant() {
        return wants(EqlTokens.NULL) && !wantsExpression();
    }

    /** Whether a value has just ended, so that an operator could follow. */
    boolean wantsOperator() {
        return wants(EqlTokens.STAR) && !wantsExpression();
    }

    boolean wantsStep() {
        return wants(EqlTokens.MISSING_STEP_OPEN);
    }

    /** The step in which the word stands, or wants to end. */
    Optional<Token> openStep() {
        for (int i = index - 1; i >= 0; i--) {
            Token token = tokens.words().get(i);
            if (token.getType() == EqlTokens.STEP_OPEN || token.getType() == EqlTokens.MISSING_STEP_OPEN) {
                return Optional.of(token);
            }
        }
        return Optional.empty();
    }

    /** {@code line 1, column 5}. */
    String place(Token token) {
        int offset = tokens.span(token).start();
        return "line " + tokens.source().line(offset) + ", column "
                + tokens.source().column(offset);
    }

    /** The last parenthesis before the word that is still open there. */
    Optional<Token> opening() {
        int closed = 0;
        for (int i = index - 1; i >= 0; i--) {
            Token token = tokens.words().get(i);
            if (token.getType() == EqlTokens.CLOSE) {
                closed++;
            } else if (token.getType() == EqlTokens.OPEN && closed-- == 0) {
                return Optional.of(token);
            }
        }
        return Optional.empty();
    }
}
