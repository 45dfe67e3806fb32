package org.esdetect.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.esdetect.eql.ast.ArithmeticOperator;
import org.esdetect.eql.ast.ComparisonOperator;
import org.esdetect.eql.ast.EqlPrinter;
import org.esdetect.eql.ast.Expression;
import org.esdetect.eql.ast.MatchOperator;
import org.esdetect.text.Span;

/**
 * Event queries as text, over the fields of {@link TestField}: every kind of clause, what stands in it of few kinds.
 */
public final class RandomQueries {
    private static final Span SPAN = new Span(0, 0);
    private static final List<String> CALLS = List.of("startsWith", "endsWith", "stringContains");

    private final Random random;

    public RandomQueries(Random random) {
        this.random = random;
    }

    /** A query of at most that many connectives above a test. It may be one that the checks refuse. */
    public String next(int depth) {
        String category = random.nextInt(3) == 0 ? "process" : "any";
        return category + " where " + EqlPrinter.print(condition(depth));
    }

    private Expression condition(int depth) {
        int kind = depth == 0 ? 9 : random.nextInt(10);
        if (kind < 2) {
            return new Expression.And(SPAN, some(() -> condition(depth - 1), 2));
        }
        if (kind < 4) {
            return new Expression.Or(SPAN, some(() -> condition(depth - 1), 2));
        }
        return kind < 6 ? new Expression.Not(SPAN, condition(depth - 1)) : test();
    }

    private Expression test() {
        Expression subject = random.nextInt(5) == 0 ? value() : field();
        return switch (random.nextInt(11)) {
            case 0 -> field();
            case 1 -> new Expression.Literal(SPAN, random.nextInt(4) == 0 ? null : (Object) random.nextBoolean());
            case 2, 3 -> new Expression.Comparison(SPAN, pick(ComparisonOperator.values()), subject, constant());
            case 4 -> new Expression.Comparison(SPAN, pick(ComparisonOperator.values()), constant(), subject);
            case 5, 6 ->
                new Expression.Membership(
                        SPAN, subject, some(this::constant, 1), random.nextBoolean(), random.nextBoolean());
            case 7 ->
                new Expression.Match(
                        SPAN,
                        pick(MatchOperator.COLON, MatchOperator.LIKE, MatchOperator.LIKE_INSENSITIVE),
                        subject,
                        some(() -> new Expression.Literal(SPAN, text()), 1));
            case 8 ->
                new Expression.Match(
                        SPAN,
                        pick(MatchOperator.REGEX, MatchOperator.REGEX_INSENSITIVE),
                        subject,
                        some(() -> new Expression.Literal(SPAN, pick("cmd.*", "[a-c]+", "a|b", "a.c", "~(abc)")), 1));
            case 9 -> call("cidrMatch", false, field(), new Expression.Literal(SPAN, pick("10.0.0.0/8", "::1/128")));
            default ->
                call(
                        CALLS.get(random.nextInt(CALLS.size())),
                        random.nextBoolean(),
                        subject,
                        new Expression.Literal(SPAN, text()));
        };
    }

    private Expression value() {
        return switch (random.nextInt(3)) {
            case 0 -> call("length", false, field());
            case 1 -> new Expression.Arithmetic(SPAN, pick(ArithmeticOperator.values()), field(), number());
            default -> call("concat", false, field(), new Expression.Literal(SPAN, text()), field());
        };
    }

    private Expression number() {
        return new Expression.Literal(SPAN, (long) random.nextInt(3));
    }

    private static Expression call(String name, boolean insensitive, Expression... arguments) {
        return new Expression.Call(SPAN, SPAN, name, insensitive, List.of(arguments));
    }

    private Expression.Field field() {
        TestField[] fields = TestField.values();
        String path = random.nextInt(8) == 0 ? "event.category" : fields[random.nextInt(fields.length)].path();
        return new Expression.Field(SPAN, path, random.nextInt(8) == 0);
    }

    private Expression constant() {
        Object value =
                switch (random.nextInt(8)) {
                    case 0 -> null;
                    case 1 -> random.nextBoolean();
                    case 2 -> (long) random.nextInt(8);
                    default -> text();
                };
        return new Expression.Literal(SPAN, value);
    }

    private String text() {
        String text = RandomEvents.TEXTS.get(random.nextInt(RandomEvents.TEXTS.size()));
        return random.nextInt(4) == 0 ? text + "*" : text;
    }

    private <T> List<T> some(Supplier<T> supplier, int least) {
        List<T> items = new ArrayList<>();
        for (int i = least + random.nextInt(3); i > 0; i--) {
            items.add(supplier.get());
        }
        return items;
    }

    @SafeVarargs
    private <T> T pick(T... items) {
        return items[random.nextInt(items.length)];
    }
}
