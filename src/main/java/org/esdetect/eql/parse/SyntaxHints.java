package org.esdetect.eql.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.esdetect.eql.ast.Keywords;
import org.esdetect.eql.parse.gen.EqlTokens;
import org.esdetect.text.SourceText;
import org.esdetect.text.Spelling;

/** What people usually mean when a word stands where it cannot stand. Each hint is one usual mistake. */
final class SyntaxHints {
    private static final List<String> WORD_OPERATORS = List.of("and", "or", "not", "in", "like", "regex");

    /** Operators of other languages, in lower case. */
    private static final Map<String, String> OTHER_OPERATORS = Map.of(
            "contains", "write [field : \"*text*\"] or [stringContains(field, \"text\")]",
            "startswith", "write [startsWith(field, \"text\")]",
            "endswith", "write [endsWith(field, \"text\")]",
            "matches", "write [field : \"pattern*\"] or [field regex \"pattern\"]",
            "is", "compare with [==]",
            "equals", "compare with [==]",
            "eq", "compare with [==]");

    private final Tokens tokens;
    private final int found;
    private final IntervalSet expected;

    SyntaxHints(Tokens tokens, int found, IntervalSet expected) {
        this.tokens = tokens;
        this.found = found;
        this.expected = expected;
    }

    /** Whether the word is EQL, but of a part of it that we refuse. */
    boolean isUnsupported() {
        return (found == 0 && (type(0) == EqlTokens.JOIN || type(0) == EqlTokens.SAMPLE))
                || type(0) == EqlTokens.OF
                || isFork();
    }

    /** A sentence that says it all. */
    Optional<String> whole() {
        return firstOf(Stream.of(
                this::emptyQuery,
                this::otherStatement,
                this::noCategory,
                this::noSequence,
                this::processRelationship,
                this::fork,
                this::unclosedRawString,
                this::unclosedParenthesis,
                this::strayParenthesis,
                this::listAfterEquals,
                this::emptyList,
                this::chainedComparison));
    }

    /** What to do about the word; follows the statement that it was not expected. */
    Optional<String> advice() {
        return firstOf(Stream.of(
                this::upperCaseKeyword,
                this::doubledPipe,
                this::foreignComparison,
                this::reservedWordAsName,
                this::methodCall,
                this::unquotedString,
                this::fieldAsPattern,
                this::functionAsKey,
                this::stepWithoutBrackets,
                this::wordOperator));
    }

    private static Optional<String> firstOf(Stream<Supplier<Optional<String>>> hints) {
        return hints.map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    // ---- sentences

    private Optional<String> emptyQuery() {
        return when(
                found == 0 && type(0) == Token.EOF,
                () -> "the query is empty; write an event category and a condition, for example"
                        + " [process where process.name == \"cmd.exe\"]");
    }

    private Optional<String> otherStatement() {
        return when(
                found == 0 && isUnsupported(),
                () -> "[" + text(0) + "] queries are not supported; use [sequence] for events in order, or a rule for"
                        + " each event");
    }

    private Optional<String> noCategory() {
        boolean atStart = found == 0 || (type(-1) == EqlTokens.STEP_OPEN || type(-1) == EqlTokens.MISSING_STEP_OPEN);
        if (atStart && type(0) == EqlTokens.WHERE) {
            return Optional.of("the event category before [where] is missing; write [any where ...] for every event");
        }
        boolean wantsWhere = expected.contains(EqlTokens.WHERE) && expected.size() == 1;
        boolean condition = wantsWhere && (type(0) == EqlTokens.DOT || endsNoCategory(type(0)));
        if (condition) {
            return Optional.of("a condition needs an event category before it: write [process where ...], or [any where"
                    + " ...] for every event");
        }
        if (wantsWhere && type(0) == EqlTokens.MINUS) {
            return Optional.of("an event category that is not one plain word stands in double quotes, for example"
                    + " [\"my-category\" where ...]");
        }
        return when(
                wantsWhere && type(0) != Token.EOF,
                () -> "expected [where] after the event category [" + text(-1) + "], found [" + text(0) + "]");
    }

    private Optional<String> noSequence() {
        return when(
                found == 0 && (type(0) == EqlTokens.STEP_OPEN || type(0) == EqlTokens.MISSING_STEP_OPEN),
                () -> "steps in brackets belong to a sequence: write [sequence by ...] before the first");
    }

    private static boolean endsNoCategory(int type) {
        return switch (type) {
            case EqlTokens.EQUAL,
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

    private Optional<String> processRelationship() {
        return when(
                type(0) == EqlTokens.OF,
                () -> "process relationships such as [" + text(-1) + " of] are not supported; use a sequence by"
                        + " [process.entity_id]");
    }

    private boolean isFork() {
        return type(0) == EqlTokens.IDENTIFIER && text(0).equals("fork") && expected.contains(EqlTokens.STEP_OPEN);
    }

    private Optional<String> fork() {
        return when(isFork(), () -> "[fork] is not supported; each step matches its latest event");
    }

    private Optional<String> unclosedRawString() {
        boolean adjacent = found > 0 && word(-1).getStopIndex() + 1 == word(0).getStartIndex();
        return when(
                adjacent && text(-1).equals("\"\"") && text(0).startsWith("\""),
                () -> "this raw string is not closed; it ends with [\"\"\"] on the same line");
    }

    private Optional<String> unclosedParenthesis() {
        boolean ends =
                switch (type(0)) {
                    case Token.EOF, EqlTokens.STEP_CLOSE, EqlTokens.PIPE, EqlTokens.STEP_OPEN -> true;
                    default -> false;
                };
        if (!ends || !expected.contains(EqlTokens.CLOSE)) {
            return Optional.empty();
        }
        return opening().map(open -> {
            SourceText source = tokens.source();
            int offset = tokens.span(open).start();
            return "the [(] at line " + source.line(offset) + ", column " + source.column(offset) + " is not closed";
        });
    }

    private Optional<String> strayParenthesis() {
        boolean close = type(0) == EqlTokens.CLOSE && !expected.contains(EqlTokens.CLOSE);
        return when(
                close && SyntaxErrors.endsAnOperand(expected) && opening().isEmpty(),
                () -> "there is no [(] for this [)]");
    }

    private Optional<String> listAfterEquals() {
        if (type(0) != EqlTokens.COMMA || !expected.contains(EqlTokens.CLOSE)) {
            return Optional.empty();
        }
        return opening()
                .map(open -> open.getTokenIndex() - 1)
                .filter(before ->
                        before >= 0 && isComparison(tokens.words().get(before).getType()))
                .map(before -> {
                    String operator = tokens.words().get(before).getText();
                    String instead = operator.equals("!=") ? "[not in], or [not ... : ...]" : "[in], or with [:]";
                    return "a list is compared with " + instead + " for wildcards, not with [" + operator + "]";
                });
    }

    private Optional<String> emptyList() {
        if (type(0) != EqlTokens.CLOSE) {
            return Optional.empty();
        }
        boolean empty = type(-1) == EqlTokens.OPEN && !expected.contains(EqlTokens.CLOSE);
        return when(empty, () -> "there is nothing between these parentheses; a list needs an element")
                .or(() -> when(
                        type(-1) == EqlTokens.COMMA, () -> "a list ends without a comma; remove it before this [)]"));
    }

    private Optional<String> chainedComparison() {
        boolean second = isComparison(type(0)) && SyntaxErrors.endsAnOperand(expected) && isOperand(type(-1));
        return when(
                second,
                () -> "comparisons cannot be chained; join two of them with [and], or put the first in parentheses");
    }

    // ---- advice

    private Optional<String> upperCaseKeyword() {
        String lower = text(0).toLowerCase(Locale.ROOT);
        return when(
                type(0) == EqlTokens.IDENTIFIER && Keywords.isReserved(lower),
                () -> "keywords are lower case, write [" + lower + "]");
    }

    private Optional<String> doubledPipe() {
        return when(type(0) == EqlTokens.PIPE && type(-1) == EqlTokens.PIPE, () -> "join alternatives with [or]");
    }

    private Optional<String> foreignComparison() {
        String written = text(-1) + text(0);
        String instead =
                switch (written) {
                    case "<>" -> "!=";
                    case "=>", "==>" -> ">=";
                    case "=<" -> "<=";
                    case "===", "==" -> "==";
                    case "!==", "!=" -> "!=";
                    case "=~", "==~" -> ":";
                    default -> "";
                };
        return when(!instead.isEmpty() && found > 0, () -> "write [" + instead + "] instead of [" + written + "]");
    }

    private Optional<String> reservedWordAsName() {
        boolean name = type(-1) == EqlTokens.DOT || expected.contains(EqlTokens.QUOTED_IDENTIFIER);
        if (type(-1) == EqlTokens.DOT && (type(0) == EqlTokens.INTEGER || type(0) == EqlTokens.STRING)) {
            return Optional.of("a part of a field name that is not a plain word stands in backticks");
        }
        boolean badDecimal = type(0) == EqlTokens.DECIMAL && type(-1) == EqlTokens.IDENTIFIER;
        return when(
                        name && Keywords.isReserved(text(0)) && isNamePlace(),
                        () -> "[" + text(0) + "] is a reserved word; as part of a field name it stands in backticks: [`"
                                + text(0) + "`]")
                .or(() ->
                        when(badDecimal, () -> "a part of a field name that starts with a digit stands in backticks"));
    }

    /** Whether the reserved word is followed or preceded by what continues a field name. */
    private boolean isNamePlace() {
        return type(-1) == EqlTokens.DOT || type(1) == EqlTokens.DOT;
    }

    private Optional<String> methodCall() {
        boolean call = type(0) == EqlTokens.IDENTIFIER && type(1) == EqlTokens.OPEN && type(-1) == EqlTokens.COLON;
        return when(
                call,
                () -> "the right side of [:] is a string or a list of strings; functions are called as [" + text(0)
                        + "(...)]");
    }

    private Optional<String> unquotedString() {
        boolean afterMatch = isMatch(type(-1)) && (type(0) == EqlTokens.IDENTIFIER || type(0) == EqlTokens.STAR);
        return when(
                afterMatch,
                () -> "the right side of [" + text(-1) + "] is a string or a list of strings, in double quotes");
    }

    private Optional<String> fieldAsPattern() {
        boolean inList = (type(-1) == EqlTokens.OPEN || type(-1) == EqlTokens.COMMA)
                && expected.contains(EqlTokens.NULL)
                && !SyntaxErrors.startsAnExpression(expected);
        return when(
                inList && type(0) == EqlTokens.IDENTIFIER,
                () -> "this list holds strings, in double quotes; fields cannot be compared with fields");
    }

    private Optional<String> functionAsKey() {
        boolean keys = expected.contains(EqlTokens.DOT)
                && expected.contains(EqlTokens.COMMA)
                && expected.contains(EqlTokens.WITH);
        return when(keys && type(0) == EqlTokens.OPEN, () -> "a join key is a field, it cannot be a function call");
    }

    private Optional<String> stepWithoutBrackets() {
        boolean wantsStep = expected.contains(EqlTokens.MISSING_STEP_OPEN);
        return when(
                wantsStep && (type(1) == EqlTokens.WHERE || type(0) == EqlTokens.WHERE),
                () -> "each step of a sequence stands in brackets: [[" + text(0) + " where ...]]");
    }

    private Optional<String> wordOperator() {
        if (type(0) != EqlTokens.IDENTIFIER || !SyntaxErrors.endsAnOperand(expected)) {
            return Optional.empty();
        }
        String written = text(0).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(OTHER_OPERATORS.get(written))
                .or(() -> Spelling.closest(written, WORD_OPERATORS).map(word -> "did you mean [" + word + "]?"));
    }

    // ---- the words around

    private static Optional<String> when(boolean applies, Supplier<String> hint) {
        return applies ? Optional.of(hint.get()) : Optional.empty();
    }

    /** The last parenthesis before the word that is still open there. */
    private Optional<Token> opening() {
        int closed = 0;
        for (int i = found - 1; i >= 0; i--) {
            Token token = tokens.words().get(i);
            if (token.getType() == EqlTokens.CLOSE) {
                closed++;
            } else if (token.getType() == EqlTokens.OPEN && closed-- == 0) {
                return Optional.of(token);
            }
        }
        return Optional.empty();
    }

    private static boolean isComparison(int type) {
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

    private static boolean isMatch(int type) {
        return switch (type) {
            case EqlTokens.COLON,
                    EqlTokens.LIKE,
                    EqlTokens.LIKE_INSENSITIVE,
                    EqlTokens.REGEX,
                    EqlTokens.REGEX_INSENSITIVE -> true;
            default -> false;
        };
    }

    private static boolean isOperand(int type) {
        return !isComparison(type) && type != EqlTokens.ASSIGN;
    }

    private Token word(int distance) {
        int index = Math.max(0, Math.min(found + distance, tokens.words().size() - 1));
        return tokens.words().get(index);
    }

    private int type(int distance) {
        return found + distance < 0 ? Token.INVALID_TYPE : word(distance).getType();
    }

    private String text(int distance) {
        return found + distance < 0 ? "" : SyntaxErrors.shown(word(distance));
    }
}
