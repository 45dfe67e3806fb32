package org.esdetect.eql.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.esdetect.eql.parse.gen.EqlTokens;
import org.esdetect.text.Spelling;

/** Usual mistakes around operators, many of them right in another language. */
record OperatorHints(Failure failure) {
    private static final List<String> WORD_OPERATORS = List.of("and", "or", "not", "in", "like", "regex");

    /** What stands between two words, and its EQL. */
    private static final Map<String, String> FOREIGN_COMPARISONS =
            Map.of("<>", "!=", "=>", ">=", "=<", "<=", "===", "==", "!==", "!=");

    /** Operators of other languages, in lower case. */
    private static final Map<String, String> FOREIGN_WORDS = Map.of(
            "contains", "write [field : \"*text*\"] or [stringContains(field, \"text\")]",
            "startswith", "write [startsWith(field, \"text\")]",
            "endswith", "write [endsWith(field, \"text\")]",
            "matches", "write [field : \"pattern*\"] or [field regex \"pattern\"]",
            "equals", "compare with [==]",
            "eq", "compare with [==]");

    Stream<Optional<Hint>> all() {
        return Stream.<Supplier<Optional<Hint>>>of(
                        this::foreignComparison, this::chainedComparison, this::doubledPipe, this::word)
                .map(Supplier::get);
    }

    private Optional<Hint> foreignComparison() {
        String written = failure.text(-1) + failure.text(0);
        String instead = failure.touchesTheOneBefore() ? FOREIGN_COMPARISONS.get(written) : null;
        return Hint.advice(instead != null, () -> "write [" + instead + "] instead of [" + written + "]");
    }

    private Optional<Hint> chainedComparison() {
        return Hint.whole(
                compares(failure.type(0)) && failure.wantsOperator(),
                () -> "comparisons cannot be chained; join two of them with [and], or put the first in parentheses");
    }

    private Optional<Hint> doubledPipe() {
        return Hint.advice(
                failure.is(EqlTokens.PIPE) && failure.type(-1) == EqlTokens.PIPE, () -> "join alternatives with [or]");
    }

    private Optional<Hint> word() {
        if (!failure.is(EqlTokens.IDENTIFIER) || !failure.wantsOperator()) {
            return Optional.empty();
        }
        String written = failure.text(0).toLowerCase(Locale.ROOT);
        if (written.equals("is")) {
            return Hint.advice(true, this::insteadOfIs);
        }
        return Optional.ofNullable(FOREIGN_WORDS.get(written))
                .or(() -> Spelling.closest(written, WORD_OPERATORS).map(word -> "did you mean [" + word + "]?"))
                .or(this::nameInTwo)
                .flatMap(advice -> Hint.advice(true, () -> advice));
    }

    /** {@code process name : "x"}. */
    private Optional<String> nameInTwo() {
        boolean compared = compares(failure.type(1)) || matches(failure.type(1));
        return compared && failure.type(-1) == EqlTokens.IDENTIFIER
                ? Optional.of("did you mean [" + failure.text(-1) + "." + failure.text(0) + "]?")
                : Optional.empty();
    }

    private String insteadOfIs() {
        boolean not = failure.text(1).equalsIgnoreCase("not");
        boolean nothing = failure.text(not ? 2 : 1).equalsIgnoreCase("null");
        if (nothing) {
            return not ? "write [!= null] for a field that is there" : "write [== null] for a field that is missing";
        }
        return "compare with [" + (not ? "!=" : "==") + "]";
    }

    static boolean compares(int type) {
        return switch (type) {
            case EqlTokens.EQUAL,
                    EqlTokens.NOT_EQUAL,
                    EqlTokens.LESS,
                    EqlTokens.LESS_OR_EQUAL,
                    EqlTokens.GREATER,
                    EqlTokens.GREATER_OR_EQUAL -> true;
            default -> false;
        };
    }

    static boolean matches(int type) {
        return switch (type) {
            case EqlTokens.COLON,
                    EqlTokens.LIKE,
                    EqlTokens.LIKE_INSENSITIVE,
                    EqlTokens.REGEX,
                    EqlTokens.REGEX_INSENSITIVE -> true;
            default -> false;
        };
    }
}
