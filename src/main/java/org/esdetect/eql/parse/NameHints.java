package org.esdetect.eql.parse;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.esdetect.eql.ast.Keywords;
import org.esdetect.eql.parse.gen.EqlTokens;

/** Usual mistakes in the way names, numbers and texts are written. */
record NameHints(Failure failure) {

    Stream<Optional<Hint>> all() {
        return Stream.<Supplier<Optional<Hint>>>of(
                        this::upperCaseKeyword,
                        this::upperCaseNot,
                        this::reservedWord,
                        this::partOfName,
                        this::numberWithMore,
                        this::methodCall,
                        this::unquotedString,
                        this::fieldInList)
                .map(Supplier::get);
    }

    private Optional<Hint> upperCaseKeyword() {
        String lower = failure.text(0).toLowerCase(Locale.ROOT);
        return Hint.advice(
                failure.is(EqlTokens.IDENTIFIER) && Keywords.isReserved(lower),
                () -> "keywords are lower case, write [" + lower + "]");
    }

    /** {@code NOT a == 1}: a name, as far as anyone can tell, until the next word comes. */
    private Optional<Hint> upperCaseNot() {
        return Hint.before(
                failure.type(-1) == EqlTokens.IDENTIFIER
                        && failure.text(-1).toLowerCase(Locale.ROOT).equals("not")
                        && failure.wantsOperator(),
                () -> "unexpected [" + failure.text(-1) + "]; keywords are lower case, write [not]");
    }

    private Optional<Hint> reservedWord() {
        boolean inName = failure.type(-1) == EqlTokens.DOT || failure.type(1) == EqlTokens.DOT;
        return Hint.whole(
                inName && Keywords.isReserved(failure.text(0)),
                () -> "[" + failure.text(0) + "] is a reserved word; as part of a field name it stands in backticks:"
                        + " [`" + failure.text(0) + "`]");
    }

    private Optional<Hint> partOfName() {
        boolean behindDot =
                failure.type(-1) == EqlTokens.DOT && (failure.is(EqlTokens.INTEGER) || failure.is(EqlTokens.STRING));
        boolean fused = failure.is(EqlTokens.DECIMAL)
                && failure.touchesTheOneBefore()
                && failure.type(-1) == EqlTokens.IDENTIFIER;
        return Hint.advice(
                behindDot || fused,
                () -> "a part of a field name that is not a plain word stands in backticks, for example [a.`5b`]");
    }

    /** {@code 10.0.0.1}, {@code 1.2.3}, {@code 5m}. */
    private Optional<Hint> numberWithMore() {
        boolean behindNumber = failure.type(-1) == EqlTokens.DECIMAL || failure.type(-1) == EqlTokens.INTEGER;
        boolean more =
                failure.is(EqlTokens.DECIMAL) || failure.is(EqlTokens.INTEGER) || failure.is(EqlTokens.IDENTIFIER);
        return Hint.advice(
                behindNumber && more && failure.touchesTheOneBefore(),
                () -> "[" + failure.text(-1) + failure.text(0) + "] is not a number; addresses, versions and other"
                        + " texts stand in double quotes");
    }

    private Optional<Hint> methodCall() {
        return Hint.advice(
                failure.is(EqlTokens.IDENTIFIER)
                        && failure.type(-1) == EqlTokens.COLON
                        && failure.type(1) == EqlTokens.OPEN,
                () -> "the right side of [:] is a string or a list of strings; functions are called as ["
                        + failure.text(0) + "(...)]");
    }

    private Optional<Hint> unquotedString() {
        return Hint.advice(
                OperatorHints.matches(failure.type(-1))
                        && (failure.is(EqlTokens.IDENTIFIER) || failure.is(EqlTokens.STAR)),
                () -> "the right side of [" + failure.text(-1) + "] is a string or a list of strings, in double"
                        + " quotes");
    }

    private Optional<Hint> fieldInList() {
        return Hint.advice(
                failure.is(EqlTokens.IDENTIFIER) && failure.wantsConstant(),
                () -> "this list holds strings, in double quotes; fields cannot be compared with fields");
    }
}
