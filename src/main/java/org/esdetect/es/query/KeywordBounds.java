package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.index.query.RangeQueryBuilder;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Order;
import org.esdetect.condition.Predicate;
import org.esdetect.event.Address;
import org.esdetect.event.Values;

/**
 * A leaf on a keyword field: terms are the texts of the values.
 *
 * <p>What a text stands for is not in the index: where memory compares numbers, addresses or dates in strings, the
 * query asks for less. One difference is left: a JSON number with a fraction is indexed as it was spelled
 * ({@code 1.50}), while memory has its value ({@code 1.5}).
 */
final class KeywordBounds implements Predicate.Visitor<Bounds> {
    private final String path;
    private final TextQueries queries;
    private final boolean verbatim;

    KeywordBounds(IndexedField field) {
        this.path = field.path();
        this.verbatim = field.verbatim();
        this.queries = new TextQueries(field.path(), field.verbatim());
    }

    @Override
    public Bounds exists(Predicate.Exists predicate) {
        return Bounds.exactly(queries.exists());
    }

    @Override
    public Bounds oneOf(Predicate.OneOf predicate) {
        Set<String> texts = new LinkedHashSet<>();
        Set<String> truths = new LinkedHashSet<>();
        List<QueryBuilder> others = new ArrayList<>();
        for (Literal literal : predicate.values()) {
            if (literal.value() instanceof String text) {
                texts.add(text);
                otherSpellings(text).ifPresent(others::add);
            } else if (literal.value() instanceof Boolean truth) {
                truths.add(truth.toString());
            } else {
                others.add(queries.exists());
            }
        }
        Bounds spelled =
                Bounds.any(List.of(queries.oneOf(texts, predicate.caseSensitive()), queries.oneOf(truths, true)));
        if (others.contains(queries.exists())) {
            return new Bounds(queries.exists(), spelled.lower());
        }
        others.add(spelled.upper());
        return new Bounds(Clauses.any(others), spelled.lower());
    }

    /** Values that equal {@code text} in memory though they are spelled otherwise. */
    private Optional<QueryBuilder> otherSpellings(String text) {
        if (Address.parse(text).isPresent()) {
            // Two spellings of one address: at least one of them has a colon, or is the canonical dotted one.
            String canonical = Address.parse(text).orElseThrow().toString();
            return Optional.of(Clauses.any(
                    List.of(queries.wildcard("*:*", true).upper(), QueryBuilders.termQuery(path, canonical))));
        }
        return Values.moment(text) == null ? Optional.empty() : Optional.of(queries.exists());
    }

    @Override
    public Bounds like(Predicate.Like predicate) {
        return queries.like(predicate.patterns(), predicate.caseSensitive());
    }

    @Override
    public Bounds regex(Predicate.Regex predicate) {
        if (!verbatim) {
            return Bounds.atMost(queries.exists());
        }
        return Bounds.any(predicate.patterns().stream()
                .map(pattern -> queries.regex(pattern, predicate.caseSensitive()))
                .toList());
    }

    @Override
    public Bounds range(Predicate.Range predicate) {
        if (predicate.bound().value() instanceof Boolean) {
            return Bounds.NEVER;
        }
        boolean byText = predicate.bound().value() instanceof String text
                && Address.parse(text).isEmpty()
                && Values.moment(text) == null;
        if (!verbatim || !byText) {
            return Bounds.atMost(queries.exists());
        }
        return Bounds.exactly(range(path, predicate.order(), predicate.bound().value()));
    }

    @Override
    public Bounds inNetwork(Predicate.InNetwork predicate) {
        return Bounds.atMost(queries.exists());
    }

    @Override
    public Bounds affix(Predicate.Affix predicate) {
        String text = predicate.text();
        boolean caseSensitive = predicate.caseSensitive();
        return switch (predicate.position()) {
            case START -> queries.startsWith(text, caseSensitive);
            case END -> queries.endsWith(text, caseSensitive);
            case ANYWHERE -> queries.contains(text, caseSensitive);
        };
    }

    @Override
    public Bounds computed(Predicate.Computed predicate) {
        return Bounds.UNKNOWN;
    }

    /** Values that stand in {@code order} to {@code bound}. */
    static QueryBuilder range(String path, Order order, Object bound) {
        RangeQueryBuilder range = QueryBuilders.rangeQuery(path);
        return switch (order) {
            case LESS -> range.lt(bound);
            case LESS_OR_EQUAL -> range.lte(bound);
            case GREATER -> range.gt(bound);
            case GREATER_OR_EQUAL -> range.gte(bound);
        };
    }
}
