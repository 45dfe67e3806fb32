package org.esdetect.eql.parse;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.esdetect.eql.parse.gen.EqlTokens;

/** Usual mistakes around event categories, steps and join keys. */
record StatementHints(Failure failure) {

    Stream<Optional<Hint>> all() {
        return Stream.<Supplier<Optional<Hint>>>of(
                        this::emptyQuery,
                        this::otherStatement,
                        this::stepsWithoutSequence,
                        this::optionalCategory,
                        this::missingCategory,
                        this::unquotedCategory,
                        this::conditionWithoutCategory,
                        this::missingWhere,
                        this::processRelationship,
                        this::fork,
                        this::maxspanWithoutWith,
                        this::runsWithoutWith,
                        this::functionAsKey,
                        this::stepWithoutBrackets,
                        this::secondUntil)
                .map(Supplier::get);
    }

    private Optional<Hint> emptyQuery() {
        return Hint.whole(
                failure.isFirst() && failure.is(Token.EOF) && failure.wants(EqlTokens.SEQUENCE),
                () -> "the query is empty; write an event category and a condition, for example"
                        + " [process where process.name == \"cmd.exe\"]");
    }

    private Optional<Hint> otherStatement() {
        return Hint.unsupported(
                failure.isFirst() && (failure.is(EqlTokens.JOIN) || failure.is(EqlTokens.SAMPLE)),
                () -> "[" + failure.text(0) + "] queries are not supported; use [sequence] for events in order, or a"
                        + " rule for each event");
    }

    private Optional<Hint> stepsWithoutSequence() {
        return Hint.whole(
                failure.isFirst() && failure.wants(EqlTokens.SEQUENCE) && isStepOpen(0),
                () -> "steps in brackets belong to a sequence: write [sequence by ...] before the first");
    }

    private boolean isStepOpen(int distance) {
        int type = failure.type(distance);
        return type == EqlTokens.STEP_OPEN || type == EqlTokens.MISSING_STEP_OPEN;
    }

    private boolean wantsCategory() {
        return failure.wants(EqlTokens.ANY);
    }

    private Optional<Hint> optionalCategory() {
        return Hint.whole(
                wantsCategory() && failure.is(EqlTokens.QUESTION), () -> "an event category cannot be optional");
    }

    private Optional<Hint> missingCategory() {
        return Hint.whole(
                wantsCategory() && failure.is(EqlTokens.WHERE),
                () -> "the event category before [where] is missing; write [any where ...] for every event");
    }

    private boolean wantsWhere() {
        return failure.wantsOnly(EqlTokens.WHERE);
    }

    private Optional<Hint> unquotedCategory() {
        int end = 0;
        while (isJoint(failure.type(end)) && failure.type(end + 1) == EqlTokens.IDENTIFIER) {
            end += 2;
        }
        return Hint.whole(
                wantsWhere() && end > 0 && failure.type(end) == EqlTokens.WHERE,
                () -> "an event category that is not one plain word stands in double quotes, for example"
                        + " [\"my-category\" where ...]");
    }

    private static boolean isJoint(int type) {
        return type == EqlTokens.MINUS || type == EqlTokens.DOT;
    }

    private Optional<Hint> conditionWithoutCategory() {
        return Hint.before(
                wantsWhere() && continuesCondition(failure.type(0)),
                () -> "a condition needs an event category before it: write [process where ...], or [any where ...]"
                        + " for every event");
    }

    private static boolean continuesCondition(int type) {
        return switch (type) {
            case EqlTokens.DOT,
                    EqlTokens.EQUAL,
                    EqlTokens.NOT_EQUAL,
                    EqlTokens.COLON,
                    EqlTokens.LIKE,
                    EqlTokens.LIKE_INSENSITIVE,
                    EqlTokens.IN,
                    EqlTokens.IN_INSENSITIVE,
                    EqlTokens.REGEX,
                    EqlTokens.REGEX_INSENSITIVE,
                    EqlTokens.OPEN -> true;
            default -> false;
        };
    }

    private Optional<Hint> missingWhere() {
        boolean upperCase = failure.text(0).toLowerCase(Locale.ROOT).equals("where");
        return Hint.whole(
                wantsWhere() && !failure.is(Token.EOF) && !upperCase,
                () -> "expected [where] after the event category [" + failure.text(-1) + "], found [" + failure.text(0)
                        + "]");
    }

    private Optional<Hint> processRelationship() {
        return Hint.unsupported(
                failure.is(EqlTokens.OF) && failure.type(-1) == EqlTokens.IDENTIFIER,
                () -> "process relationships such as [" + failure.text(-1) + " of] are not supported; use a sequence"
                        + " by [process.entity_id]");
    }

    private Optional<Hint> fork() {
        return Hint.unsupported(
                failure.wantsStep() && failure.text(0).equals("fork"),
                () -> "[fork] is not supported; each step matches its latest event");
    }

    private Optional<Hint> maxspanWithoutWith() {
        return Hint.advice(
                failure.is(EqlTokens.MAXSPAN) && failure.wants(EqlTokens.WITH), () -> "write [with maxspan=...]");
    }

    private Optional<Hint> runsWithoutWith() {
        return Hint.advice(
                failure.text(0).equals("runs") && failure.wants(EqlTokens.WITH), () -> "write [with runs=...]");
    }

    private Optional<Hint> functionAsKey() {
        boolean behindKey =
                failure.wants(EqlTokens.DOT) && failure.wants(EqlTokens.COMMA) && failure.wants(EqlTokens.WITH);
        return Hint.advice(
                behindKey && failure.is(EqlTokens.OPEN), () -> "a join key is a field, it cannot be a function call");
    }

    private Optional<Hint> stepWithoutBrackets() {
        return Hint.advice(
                failure.wantsStep() && failure.type(1) == EqlTokens.WHERE,
                () -> "each step of a sequence stands in brackets: [[" + failure.text(0) + " where ...]]");
    }

    private Optional<Hint> secondUntil() {
        boolean behindUntil = failure.wants(EqlTokens.BY) && failure.wants(EqlTokens.PIPE) && !failure.wantsStep();
        return Hint.advice(
                behindUntil && (failure.is(EqlTokens.UNTIL) || isStepOpen(0)),
                () -> "[until] and its event come last, and only once");
    }
}
