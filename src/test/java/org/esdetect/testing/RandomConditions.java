package org.esdetect.testing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Expression;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Order;
import org.esdetect.condition.Predicate;
import org.esdetect.function.Function;

/**
 * Conditions of every kind over the fields of {@link TestField}, also senseless ones: a rule's author may write them.
 */
public final class RandomConditions {
    private static final List<String> REGEXES = List.of(
            "cmd.*",
            ".*\\.exe",
            "[a-c]+",
            "a|b|abc",
            "~(abc)",
            "\\d+",
            "<1-10>",
            "\"a.c\"",
            "@&~(.*x.*)",
            "",
            "(ab?){1,2}c?",
            "#",
            ".",
            "[^a].*",
            "C:\\\\.*",
            "a.*b?",
            "äpf.l",
            "\\w+\\.\\w+");

    private static final List<String> BLOCKS = List.of(
            "10.0.0.0/8", "10.0.0.1/32", "192.168.1.9/16", "0.0.0.0/0", "::/0", "::1/128", "fe80::/10", "::/64");

    private final Random random;
    private final List<String> fields;

    public RandomConditions(Random random) {
        this(random, Arrays.stream(TestField.values()).map(TestField::path).toList());
    }

    /** Conditions over these fields only. */
    public RandomConditions(Random random, List<String> fields) {
        this.random = random;
        this.fields = List.copyOf(fields);
    }

    /** A condition of at most that many connectives above a leaf. */
    public Condition next(int depth) {
        int kind = depth == 0 ? 9 : random.nextInt(10);
        if (kind < 2) {
            return new Condition.AllOf(terms(depth));
        }
        if (kind < 4) {
            return new Condition.AnyOf(terms(depth));
        }
        if (kind < 6) {
            return new Condition.Not(next(depth - 1));
        }
        return random.nextInt(40) == 0 ? new Condition.Constant(random.nextBoolean()) : new Condition.Leaf(predicate());
    }

    /** A leaf. */
    public Predicate predicate() {
        String field = field();
        return switch (random.nextInt(12)) {
            case 0 -> new Predicate.Exists(field);
            case 1, 2, 3 -> new Predicate.OneOf(field, some(this::literal), random.nextBoolean());
            case 4, 5 -> new Predicate.Like(field, some(this::pattern), random.nextBoolean());
            case 6 -> new Predicate.Regex(field, some(() -> pick(REGEXES)), random.nextBoolean());
            case 7, 8 -> new Predicate.Range(field, pick(List.of(Order.values())), literal());
            case 9 -> new Predicate.InNetwork(field, some(() -> pick(BLOCKS)));
            case 10 ->
                new Predicate.Affix(
                        field, pick(List.of(Predicate.Affix.Position.values())), fragment(), random.nextBoolean());
            default -> new Predicate.Computed(expression(3));
        };
    }

    /** An expression of at most that depth, well typed or not. */
    public Expression expression(int depth) {
        if (depth == 0) {
            return random.nextInt(3) == 0 ? constant() : new Expression.Field(field());
        }
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> call(depth - 1);
            case 3 -> new Expression.Negate(expression(depth - 1));
            case 4, 5 -> new Expression.Equal(expression(depth - 1), constant());
            case 6 -> new Expression.Compare(pick(List.of(Order.values())), constant(), expression(depth - 1));
            case 7 -> new Expression.Compare(pick(List.of(Order.values())), expression(depth - 1), constant());
            case 8 -> new Expression.IsNull(expression(depth - 1));
            case 9 -> new Expression.OneOf(expression(depth - 1), some(this::literal), random.nextBoolean());
            case 10 -> new Expression.Like(expression(depth - 1), some(this::pattern), random.nextBoolean());
            case 11 -> new Expression.Regex(expression(depth - 1), some(() -> pick(REGEXES)), random.nextBoolean());
            case 12 ->
                random.nextBoolean()
                        ? new Expression.And(expression(depth - 1), expression(depth - 1))
                        : new Expression.Or(expression(depth - 1), expression(depth - 1));
            default -> new Expression.Not(expression(depth - 1));
        };
    }

    private Expression call(int depth) {
        Function function = pick(List.of(Function.values()));
        int most = Math.min(function.maxArguments(), 4);
        int count = function.minArguments() + random.nextInt(most - function.minArguments() + 1);
        List<Expression> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.add(i == 0 ? expression(Math.min(depth, 1)) : constant());
        }
        return new Expression.Call(function, arguments, !function.hasCaseVariant() || random.nextBoolean());
    }

    private Expression constant() {
        return new Expression.Constant(random.nextInt(12) == 0 ? null : literal());
    }

    private Literal literal() {
        return new Literal(
                switch (random.nextInt(14)) {
                    case 0 -> random.nextBoolean();
                    case 1, 2 -> pick(List.of(0L, 1L, 5L, -5L, 6L, 4L, 42L, 9007199254740993L, 1714564800000L));
                    case 3 -> pick(List.of(5.7, 0.1, 5.0, -5.5, 0.5, 1e300));
                    case 4 -> random.nextInt(4) == 0 ? BigInteger.TWO.pow(70) : (Object) (long) random.nextInt(8);
                    case 5 -> pick(RandomEvents.ADDRESSES);
                    case 6 -> random.nextInt(3) == 0 ? pick(BLOCKS) : (Object) "2024-05-01T12:00:00Z";
                    default -> pick(RandomEvents.TEXTS);
                });
    }

    /** A text of the events with parts of it made wild. */
    private String pattern() {
        if (random.nextInt(60) == 0) {
            // Too complex for an automaton, as a rule may well be.
            return "*a" + "?".repeat(random.nextInt(40)) + "*";
        }
        StringBuilder pattern = new StringBuilder(fragment());
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(pattern.length() + 1);
            switch (random.nextInt(3)) {
                case 0 -> insert(pattern, at, "*");
                case 1 -> insert(pattern, at, "?");
                default -> pattern.append('*');
            }
        }
        return pattern.toString();
    }

    /** Not inside a pair of surrogates: what is written in a rule is whole characters. */
    private static void insert(StringBuilder text, int at, String wild) {
        boolean insidePair = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
        text.insert(insidePair ? at + 1 : at, wild);
    }

    private String fragment() {
        String text = pick(RandomEvents.TEXTS);
        int length = text.codePointCount(0, text.length());
        int from = random.nextInt(3) == 0 ? random.nextInt(length + 1) : 0;
        int to = random.nextInt(3) == 0 ? from + random.nextInt(length - from + 1) : length;
        return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    private List<Condition> terms(int depth) {
        List<Condition> terms = new ArrayList<>();
        for (int i = 2 + random.nextInt(2); i > 0; i--) {
            terms.add(next(depth - 1));
        }
        return terms;
    }

    private String field() {
        return pick(fields);
    }

    private <T> List<T> some(Supplier<T> supplier) {
        List<T> items = new ArrayList<>();
        for (int i = random.nextInt(3) == 0 ? 1 + random.nextInt(6) : 1; i > 0; i--) {
            items.add(supplier.get());
        }
        return items;
    }

    private <T> T pick(List<? extends T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
