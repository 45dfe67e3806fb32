package org.esdetect.eql.ast;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.esdetect.text.Span;

/** Random trees that a text could have: every kind of node, names and texts that need quoting. */
final class Trees {
    private static final Span SPAN = new Span(0, 0);
    private static final BigInteger BEYOND_A_LONG = BigInteger.ONE.shiftLeft(63);

    private Trees() {}

    static Arbitrary<Query> queries() {
        return Arbitraries.oneOf(eventQueries(), sequences());
    }

    private static Arbitrary<Query> eventQueries() {
        return Combinators.combine(filters(), pipes()).as((filter, pipes) -> new Query.EventQuery(SPAN, filter, pipes));
    }

    private static Arbitrary<Query> sequences() {
        Arbitrary<MaxSpan> maxSpan = Combinators.combine(
                        Arbitraries.longs().between(1, 1_000), Arbitraries.of(MaxSpan.Unit.class))
                .as((amount, unit) -> new MaxSpan(SPAN, amount, unit));
        return Combinators.combine(
                        keys(),
                        maxSpan.optional(),
                        steps().list().ofMinSize(1).ofMaxSize(4),
                        steps().optional(),
                        pipes())
                .as((keys, span, steps, until, pipes) ->
                        new Query.SequenceQuery(SPAN, keys, span, steps, until, pipes));
    }

    private static Arbitrary<Step> steps() {
        Arbitrary<Step.Runs> runs = Arbitraries.longs().between(1, 100).map(count -> new Step.Runs(SPAN, count));
        return Combinators.combine(filters(), Arbitraries.of(true, false), keys(), runs.optional())
                .as((filter, missing, keys, count) -> new Step(SPAN, filter, missing, keys, count));
    }

    private static Arbitrary<List<Pipe>> pipes() {
        return Combinators.combine(
                        Arbitraries.of(Pipe.Kind.class), Arbitraries.integers().between(0, Integer.MAX_VALUE))
                .as((kind, count) -> new Pipe(SPAN, kind, count))
                .list()
                .ofMaxSize(2);
    }

    private static Arbitrary<EventFilter> filters() {
        Arbitrary<Optional<String>> category =
                Arbitraries.oneOf(names(), texts()).optional();
        return Combinators.combine(category, expressions(3))
                .as((name, condition) -> new EventFilter(SPAN, new EventFilter.Category(SPAN, name), condition));
    }

    private static Arbitrary<List<Expression.Field>> keys() {
        return fields().list().ofMaxSize(3);
    }

    static Arbitrary<Expression> expressions(int depth) {
        if (depth == 0) {
            return Arbitraries.oneOf(literals().map(literal -> literal), fields().map(field -> field));
        }
        Arbitrary<Expression> below = Arbitraries.lazy(() -> expressions(depth - 1));
        return Arbitraries.oneOf(
                expressions(0),
                calls(below),
                Combinators.combine(Arbitraries.of(true, false), below)
                        .as((negative, operand) -> new Expression.Signed(SPAN, negative, operand)),
                Combinators.combine(Arbitraries.of(ArithmeticOperator.class), below, below)
                        .as((operator, left, right) -> new Expression.Arithmetic(SPAN, operator, left, right)),
                Combinators.combine(Arbitraries.of(ComparisonOperator.class), below, below)
                        .as((operator, left, right) -> new Expression.Comparison(SPAN, operator, left, right)),
                memberships(below),
                matches(below),
                below.map(operand -> new Expression.Not(SPAN, operand)),
                several(below).map(terms -> new Expression.And(SPAN, terms)),
                several(below).map(terms -> new Expression.Or(SPAN, terms)));
    }

    private static Arbitrary<List<Expression>> several(Arbitrary<Expression> expressions) {
        return expressions.list().ofMinSize(2).ofMaxSize(3);
    }

    private static Arbitrary<Expression> calls(Arbitrary<Expression> arguments) {
        return Combinators.combine(
                        Arbitraries.of("length", "startsWith", "unheard_of", "_x1"),
                        Arbitraries.of(true, false),
                        arguments.list().ofMaxSize(3))
                .as((name, insensitive, operands) -> new Expression.Call(SPAN, SPAN, name, insensitive, operands));
    }

    private static Arbitrary<Expression> memberships(Arbitrary<Expression> below) {
        return Combinators.combine(
                        below,
                        below.list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((operand, elements, insensitive, negated) ->
                        new Expression.Membership(SPAN, operand, elements, insensitive, negated));
    }

    private static Arbitrary<Expression> matches(Arbitrary<Expression> below) {
        return Combinators.combine(
                        Arbitraries.of(MatchOperator.class),
                        below,
                        literals().list().ofMinSize(1).ofMaxSize(3))
                .as((operator, operand, patterns) -> new Expression.Match(SPAN, operator, operand, patterns));
    }

    private static Arbitrary<Expression.Field> fields() {
        return Combinators.combine(names().list().ofMinSize(1).ofMaxSize(3), Arbitraries.of(true, false))
                .as((parts, optional) -> new Expression.Field(SPAN, String.join(".", parts), optional));
    }

    /** Plain names, keywords, and names of any characters that can stand in backticks. */
    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("process", "name", "@timestamp", "_x", "in", "and", "AND", "runs", "any", "7z", "a.b"),
                Arbitraries.strings()
                        .withChars("ab1_-./ `\"'\\*?é")
                        .ofMinLength(1)
                        .ofMaxLength(6));
    }

    private static Arbitrary<Expression.Literal> literals() {
        return Arbitraries.oneOf(
                texts().map(text -> new Expression.Literal(SPAN, text)),
                Arbitraries.of(true, false).map(value -> new Expression.Literal(SPAN, value)),
                Arbitraries.longs().between(0, Long.MAX_VALUE).map(value -> new Expression.Literal(SPAN, value)),
                Arbitraries.doubles().between(0, Double.MAX_VALUE).map(value -> new Expression.Literal(SPAN, value)),
                Arbitraries.just(new Expression.Literal(SPAN, BEYOND_A_LONG)),
                Arbitraries.just(new Expression.Literal(SPAN, null)));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("ab*?\"'\\\n\r\t\b\f/[]|`{}u\u0000é€")
                        .ofMaxLength(8),
                Arbitraries.strings().ofMaxLength(4));
    }
}
