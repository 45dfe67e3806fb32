package org.esdetect.es.query;

import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.esdetect.condition.Predicate;

/** A leaf on a field of which the index only tells whether it has a value. */
final class ValuedBounds implements Predicate.Visitor<Bounds> {
    private final QueryBuilder exists;

    ValuedBounds(IndexedField field) {
        this.exists = QueryBuilders.existsQuery(field.path());
    }

    @Override
    public Bounds exists(Predicate.Exists predicate) {
        return Bounds.exactly(exists);
    }

    @Override
    public Bounds oneOf(Predicate.OneOf predicate) {
        return Bounds.atMost(exists);
    }

    @Override
    public Bounds like(Predicate.Like predicate) {
        return Bounds.atMost(exists);
    }

    @Override
    public Bounds regex(Predicate.Regex predicate) {
        return Bounds.atMost(exists);
    }

    @Override
    public Bounds range(Predicate.Range predicate) {
        return Bounds.atMost(exists);
    }

    @Override
    public Bounds inNetwork(Predicate.InNetwork predicate) {
        return Bounds.atMost(exists);
    }

    @Override
    public Bounds affix(Predicate.Affix predicate) {
        return Bounds.atMost(exists);
    }

    @Override
    public Bounds computed(Predicate.Computed predicate) {
        return Bounds.UNKNOWN;
    }
}
