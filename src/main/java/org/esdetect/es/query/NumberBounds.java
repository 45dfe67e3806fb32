package org.esdetect.es.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.index.query.RangeQueryBuilder;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Order;
import org.esdetect.condition.Predicate;
import org.esdetect.event.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * A leaf on a numeric field. Upper bounds only: what the source says is coerced when it is indexed. 5.7 becomes 5 in an
 * integer field, so a bound is moved out by less than one; a {@code float} is rounded, so a bound is moved out by the
 * rounding; and a source may hold text that counts as a number there and not in memory.
 *
 * <p>An empty string is not indexed and not counted as ignored, but is a value in memory: whatever may be true of one
 * is not narrowed at all.
 */
final class NumberBounds implements Predicate.Visitor<Bounds> {
    /** Up to here every integer is exactly one double. */
    private static final double EXACT_IN_DOUBLE = 1L << 53;

    private final String path;
    private final FieldKind kind;

    NumberBounds(IndexedField field) {
        this.path = field.path();
        this.kind = field.kind();
    }

    @Override
    public Bounds exists(Predicate.Exists predicate) {
        return Bounds.UNKNOWN;
    }

    @Override
    public Bounds oneOf(Predicate.OneOf predicate) {
        List<QueryBuilder> alternatives = new ArrayList<>();
        for (Literal literal : predicate.values()) {
            alternatives.add(equal(literal));
        }
        return Bounds.atMost(Clauses.any(alternatives));
    }

    /** A string in the rule equals the text of a number, so it must itself be one. */
    private QueryBuilder equal(Literal literal) {
        if (literal.value() instanceof Boolean) {
            return Clauses.NONE;
        }
        Optional<BigDecimal> number = number(literal);
        return number.map(value -> between(value, value)).orElse(Clauses.ALL);
    }

    @Override
    public Bounds range(Predicate.Range predicate) {
        if (predicate.bound().value() instanceof Boolean) {
            return Bounds.NEVER;
        }
        if (predicate.bound().value() instanceof String) {
            return Bounds.UNKNOWN;
        }
        BigDecimal bound = number(predicate.bound()).orElseThrow();
        return Bounds.atMost(
                predicate.order() == Order.LESS || predicate.order() == Order.LESS_OR_EQUAL
                        ? between(null, bound)
                        : between(bound, null));
    }

    @Override
    public Bounds like(Predicate.Like predicate) {
        return Bounds.UNKNOWN;
    }

    @Override
    public Bounds regex(Predicate.Regex predicate) {
        return Bounds.UNKNOWN;
    }

    @Override
    public Bounds inNetwork(Predicate.InNetwork predicate) {
        return Bounds.NEVER;
    }

    @Override
    public Bounds affix(Predicate.Affix predicate) {
        return Bounds.UNKNOWN;
    }

    @Override
    public Bounds computed(Predicate.Computed predicate) {
        return Bounds.UNKNOWN;
    }

    private static Optional<BigDecimal> number(Literal literal) {
        Number number = literal.value() instanceof String text
                ? Numbers.parse(text)
                : literal.value() instanceof Number value ? value : null;
        return Optional.ofNullable(number).map(value -> new BigDecimal(value.toString()));
    }

    /** Values that can have come from a number from {@code low} to {@code high}; null for no bound. */
    private QueryBuilder between(@Nullable BigDecimal low, @Nullable BigDecimal high) {
        return switch (kind) {
            case LONG -> integers(low, high, Long.MIN_VALUE, Long.MAX_VALUE);
            case INTEGER -> integers(low, high, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case DOUBLE -> {
                Double from = low == null ? null : (Double) low.doubleValue();
                Double to = high == null ? null : (Double) high.doubleValue();
                yield fractions(from, to, Double.MAX_VALUE);
            }
            case FLOAT -> {
                Float from = low == null ? null : (Float) twiceDown(low.floatValue());
                Float to = high == null ? null : (Float) (-twiceDown(-high.floatValue()));
                yield fractions(from, to, Float.MAX_VALUE);
            }
            case KEYWORD, WILDCARD, FLATTENED_KEY, BOOLEAN, IP, VALUED, UNMAPPED, OPAQUE -> Clauses.ALL;
        };
    }

    /** A source's fraction is cut off toward zero, and large ones in strings are read less exactly in memory. */
    private QueryBuilder integers(@Nullable BigDecimal low, @Nullable BigDecimal high, long least, long most) {
        BigDecimal from = low == null ? BigDecimal.valueOf(least) : low.subtract(slack(low));
        BigDecimal to = high == null ? BigDecimal.valueOf(most) : high.add(slack(high));
        BigInteger first = from.setScale(0, RoundingMode.FLOOR).toBigInteger().max(BigInteger.valueOf(least));
        BigInteger last = to.setScale(0, RoundingMode.CEILING).toBigInteger().min(BigInteger.valueOf(most));
        if (first.compareTo(last) > 0) {
            return Clauses.NONE;
        }
        return first.equals(last)
                ? QueryBuilders.termQuery(path, first.longValue())
                : QueryBuilders.rangeQuery(path).gte(first.longValue()).lte(last.longValue());
    }

    private static BigDecimal slack(BigDecimal number) {
        double magnitude = Math.abs(number.doubleValue());
        return magnitude < EXACT_IN_DOUBLE || Double.isInfinite(magnitude)
                ? BigDecimal.ZERO
                : new BigDecimal(2 * Math.ulp(magnitude));
    }

    private QueryBuilder fractions(@Nullable Number from, @Nullable Number to, double most) {
        if ((from != null && from.doubleValue() > most) || (to != null && to.doubleValue() < -most)) {
            return Clauses.NONE;
        }
        RangeQueryBuilder range = QueryBuilders.rangeQuery(path);
        if (from != null && from.doubleValue() >= -most) {
            range.gte(from);
        }
        if (to != null && to.doubleValue() <= most) {
            range.lte(to);
        }
        return range.from() == null && range.to() == null ? QueryBuilders.existsQuery(path) : range;
    }

    private static float twiceDown(float value) {
        return Float.isInfinite(value) ? value : Math.nextDown(Math.nextDown(value));
    }
}
