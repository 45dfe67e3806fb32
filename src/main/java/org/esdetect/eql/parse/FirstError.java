package org.esdetect.eql.parse;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.esdetect.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Stops at the first syntax error (what ANTLR would guess after it misleads more often than it helps) and remembers all
 * that could have stood there.
 *
 * <p>A generated loop that the next word does not continue is simply left, so at the word that finally fails the parser
 * knows little of what would have been possible. The state in which each word was first looked at knows it all.
 */
final class FirstError extends DefaultErrorStrategy {
    private int position = -1;
    private int state;
    private @Nullable ParserRuleContext place;
    private int found = -1;
    private IntervalSet expected = new IntervalSet();

    @Override
    public void reset(Parser parser) {
        super.reset(parser);
        position = -1;
    }

    @Override
    public void sync(Parser parser) {
        if (parser.getInputStream().index() != position) {
            position = parser.getInputStream().index();
            state = parser.getState();
            place = parser.getContext();
        }
    }

    @Override
    public void recover(Parser parser, RecognitionException error) {
        throw stop(parser, error);
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw stop(parser, new InputMismatchException(parser));
    }

    @Override
    public void reportError(Parser parser, RecognitionException error) {}

    /** What went wrong, after a parse was cancelled. */
    Problem problem(Tokens tokens) {
        return SyntaxErrors.problem(new Failure(tokens, found, expected));
    }

    private ParseCancellationException stop(Parser parser, RecognitionException error) {
        found = error.getOffendingToken().getTokenIndex();
        boolean lookedAhead = error instanceof NoViableAltException ahead
                && ahead.getStartToken().getTokenIndex() != found;
        if (lookedAhead) {
            expected = new IntervalSet();
        } else if (found == position && place != null) {
            expected = parser.getATN().getExpectedTokens(state, place);
        } else {
            expected = parser.getExpectedTokens();
        }
        return new ParseCancellationException(error);
    }
}
