package org.esdetect.rule;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import org.esdetect.text.Problem;
import org.esdetect.text.Span;

/** Says of a text that is no rule at all why it is none: what the parser found, in words that name no class of it. */
final class Unreadable {
    private static final int MAX_MESSAGE_LENGTH = 160;

    private Unreadable() {}

    /**
     * @param format {@code TOML} or {@code JSON}
     * @param text what was parsed
     * @param offset where {@code text} starts in the text that spans point into
     */
    static Problem problem(JsonProcessingException e, String format, String text, int offset) {
        Span span = place(e, text, offset);
        if (e instanceof StreamConstraintsException) {
            return error(
                    Problem.Code.TOO_LARGE,
                    span,
                    "the text is nested deeper, or holds a longer number, than can be read");
        }
        if (e instanceof MismatchedInputException) {
            return error(
                    Problem.Code.SYNTAX, span, "not a rule: expected one " + format + " object and nothing after it");
        }
        String message = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
        // The rest of such a sentence advises on settings of the parser.
        int advice = message.indexOf(": enable `");
        String shortened = advice < 0 ? message : message.substring(0, advice);
        return error(
                Problem.Code.SYNTAX,
                span,
                "not " + format + ": "
                        + (shortened.length() > MAX_MESSAGE_LENGTH
                                ? shortened.substring(0, MAX_MESSAGE_LENGTH) + "..."
                                : shortened));
    }

    static Problem tooLarge(int bytes, ReadLimits limits, int offset) {
        return error(
                Problem.Code.TOO_LARGE,
                new Span(offset, offset),
                "the rule has [" + bytes + "] bytes, the limit is [" + limits.maxBytes()
                        + "]; shorten the guide, or split long lists over several rules");
    }

    static Problem error(Problem.Code code, Span span, String message) {
        return new Problem(code, Problem.Severity.ERROR, span, message);
    }

    private static Span place(JsonProcessingException e, String text, int offset) {
        JsonLocation location = e.getLocation();
        int start = 0;
        if (location != null && location.getLineNr() >= 1) {
            for (int line = 1; line < location.getLineNr() && text.indexOf('\n', start) >= 0; line++) {
                start = text.indexOf('\n', start) + 1;
            }
            start = Math.min(text.length(), start + Math.max(0, location.getColumnNr() - 1));
        }
        return new Span(offset + start, offset + start);
    }
}
