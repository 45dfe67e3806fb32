package org.esdetect.engine;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Order;
import org.esdetect.condition.Predicate;
import org.esdetect.eql.lower.Plan;
import org.esdetect.rule.FilterQuery;

/** A rule's filters as conditions, and joined to what its query asks: every event must pass them. */
final class FilterConditions {
    private FilterConditions() {}

    /** {@code plan} for events that also satisfy {@code filter}: of a sequence each step and the until. */
    static Plan filtered(Plan plan, Condition filter) {
        if (filter.equals(Condition.ALWAYS)) {
            return plan;
        }
        if (plan instanceof Plan.OfEvent event) {
            return new Plan.OfEvent(both(event.condition(), filter));
        }
        Plan.OfSequence sequence = (Plan.OfSequence) plan;
        List<Condition> conditions = sequence.conditions().stream()
                .map(condition -> both(condition, filter))
                .toList();
        return new Plan.OfSequence(
                sequence.sequence(),
                conditions,
                sequence.until().map(until -> both(until, filter)),
                sequence.written());
    }

    private static Condition both(Condition query, Condition filter) {
        List<Condition> terms = new ArrayList<>(query instanceof Condition.AllOf all ? all.terms() : List.of(query));
        terms.addAll(filter instanceof Condition.AllOf all ? all.terms() : List.of(filter));
        return Condition.allOf(terms);
    }

    static Condition condition(FilterQuery query) {
        if (query instanceof FilterQuery.Equal equal) {
            return equal(equal);
        }
        if (query instanceof FilterQuery.Matching matching) {
            IndexedName name = IndexedName.of(matching.field());
            return WildcardText.leaf(
                    name.field(), matching.pattern(), !(matching.caseInsensitive() || name.caseless()));
        }
        if (query instanceof FilterQuery.Range range) {
            return range(range);
        }
        if (query instanceof FilterQuery.Exists exists) {
            return new Condition.Leaf(
                    new Predicate.Exists(IndexedName.of(exists.field()).field()));
        }
        if (query instanceof FilterQuery.All all) {
            return Condition.allOf(conditions(all.parts()));
        }
        if (query instanceof FilterQuery.Any any) {
            return Condition.anyOf(conditions(any.parts()));
        }
        return new Condition.Not(condition(((FilterQuery.Not) query).part()));
    }

    private static List<Condition> conditions(List<FilterQuery> parts) {
        return parts.stream().map(FilterConditions::condition).toList();
    }

    private static Condition equal(FilterQuery.Equal equal) {
        IndexedName name = IndexedName.of(equal.field());
        boolean caseSensitive = !(equal.caseInsensitive() || name.caseless());
        return new Condition.Leaf(new Predicate.OneOf(
                name.field(),
                equal.values().stream().map(FilterConditions::literal).toList(),
                caseSensitive));
    }

    /** Of an array each bound may be met by another value, as two comparisons in a query are. */
    private static Condition range(FilterQuery.Range range) {
        String field = IndexedName.of(range.field()).field();
        List<Condition> bounds = new ArrayList<>();
        for (FilterQuery.Bound bound : range.bounds()) {
            bounds.add(new Condition.Leaf(new Predicate.Range(field, order(bound.operator()), literal(bound.value()))));
        }
        return Condition.allOf(bounds);
    }

    private static Order order(String operator) {
        return switch (operator) {
            case "gt" -> Order.GREATER;
            case "gte" -> Order.GREATER_OR_EQUAL;
            case "lt" -> Order.LESS;
            default -> Order.LESS_OR_EQUAL;
        };
    }

    private static Literal literal(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return new Literal(((Number) value).longValue());
        }
        if (value instanceof Number number && !(value instanceof Long || value instanceof BigInteger)) {
            return new Literal(number.doubleValue());
        }
        return new Literal(value);
    }
}
