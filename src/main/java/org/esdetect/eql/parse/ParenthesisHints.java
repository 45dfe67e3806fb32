package org.esdetect.eql.parse;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.esdetect.eql.parse.gen.EqlTokens;

/** Usual mistakes around parentheses, lists and comments. */
record ParenthesisHints(Failure failure) {

    Stream<Optional<Hint>> all() {
        return Stream.<Supplier<Optional<Hint>>>of(
                        this::unclosedRawString,
                        this::strayCommentEnd,
                        this::unclosed,
                        this::unclosedList,
                        this::unclosedStep,
                        this::stray,
                        this::listAfterEquals,
                        this::empty,
                        this::trailingComma,
                        this::listWithoutParentheses,
                        this::brackets)
                .map(Supplier::get);
    }

    private Optional<Hint> unclosedRawString() {
        return Hint.whole(
                failure.touchesTheOneBefore()
                        && failure.text(-1).equals("\"\"")
                        && failure.text(0).startsWith("\""),
                () -> "this raw string is not closed; it ends with [\"\"\"] on the same line");
    }

    private Optional<Hint> strayCommentEnd() {
        return Hint.whole(
                failure.is(EqlTokens.STAR) && failure.type(1) == EqlTokens.SLASH,
                () -> "there is no comment to end here; comments nest, so each [/*] has one [*/]");
    }

    private Optional<Hint> unclosed() {
        boolean ends =
                switch (failure.type(0)) {
                    case Token.EOF, EqlTokens.STEP_CLOSE, EqlTokens.PIPE, EqlTokens.STEP_OPEN -> true;
                    default -> false;
                };
        return ends && failure.wants(EqlTokens.CLOSE)
                ? failure.opening().flatMap(open -> Hint.whole(true, () -> notClosed(open)))
                : Optional.empty();
    }

    private String notClosed(Token open) {
        return "the [(] at " + failure.place(open) + " is not closed";
    }

    /** {@code f in ("a", "b" and ...}. */
    private Optional<Hint> unclosedList() {
        boolean goesOn = failure.is(EqlTokens.AND) || failure.is(EqlTokens.OR);
        return goesOn && failure.wants(EqlTokens.CLOSE) && !failure.wants(EqlTokens.AND)
                ? failure.opening()
                        .flatMap(open -> Hint.whole(
                                true, () -> notClosed(open) + ": write [)] before this [" + failure.text(0) + "]"))
                : Optional.empty();
    }

    private Optional<Hint> unclosedStep() {
        boolean next = failure.is(EqlTokens.STEP_OPEN) || failure.is(EqlTokens.MISSING_STEP_OPEN);
        boolean ends = next || failure.is(Token.EOF) || failure.is(EqlTokens.PIPE) || failure.is(EqlTokens.UNTIL);
        return ends && failure.wants(EqlTokens.STEP_CLOSE)
                ? failure.openStep()
                        .flatMap(open -> Hint.whole(
                                true, () -> "the step at " + failure.place(open) + " is not closed; it ends with []]"))
                : Optional.empty();
    }

    private Optional<Hint> stray() {
        return Hint.whole(
                failure.is(EqlTokens.CLOSE)
                        && failure.wantsOperator()
                        && !failure.wants(EqlTokens.CLOSE)
                        && failure.opening().isEmpty(),
                () -> "there is no [(] for this [)]");
    }

    private Optional<Hint> listAfterEquals() {
        if (!failure.is(EqlTokens.COMMA) || !failure.wants(EqlTokens.CLOSE)) {
            return Optional.empty();
        }
        return failure.opening()
                .map(Token::getTokenIndex)
                .filter(open -> open > 0)
                .map(open -> failure.tokens().words().get(open - 1))
                .filter(before -> OperatorHints.compares(before.getType()))
                .flatMap(before -> Hint.whole(true, () -> listAfter(before.getText())));
    }

    private static String listAfter(String operator) {
        String instead = operator.equals("!=") ? "[not in], or [not ... : ...]" : "[in], or with [:]";
        return "a list is compared with " + instead + " for wildcards, not with [" + operator + "]";
    }

    private Optional<Hint> empty() {
        return Hint.whole(
                failure.is(EqlTokens.CLOSE) && failure.type(-1) == EqlTokens.OPEN && !failure.wants(EqlTokens.CLOSE),
                () -> "there is nothing between these parentheses");
    }

    private Optional<Hint> trailingComma() {
        return Hint.whole(
                failure.is(EqlTokens.CLOSE) && failure.type(-1) == EqlTokens.COMMA,
                () -> "a list ends without a comma; remove it before this [)]");
    }

    private Optional<Hint> listWithoutParentheses() {
        boolean behindIn = failure.type(-1) == EqlTokens.IN || failure.type(-1) == EqlTokens.IN_INSENSITIVE;
        return Hint.whole(
                behindIn && failure.wantsOnly(EqlTokens.OPEN),
                () -> "the right side of [" + failure.text(-1) + "] is a list in parentheses, for example [(\"a\","
                        + " \"b\")]");
    }

    private Optional<Hint> brackets() {
        return Hint.advice(
                failure.is(EqlTokens.STEP_OPEN) && failure.wants(EqlTokens.STRING) && !failure.isFirst(),
                () -> "lists are written in parentheses, brackets belong to the steps of a sequence");
    }
}
