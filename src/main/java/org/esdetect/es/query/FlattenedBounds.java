package org.esdetect.es.query;

import org.esdetect.condition.Predicate;

/** A leaf on a key of a flattened field: a keyword field that knows no wildcards, no expressions and no case. */
final class FlattenedBounds implements Predicate.Visitor<Bounds> {
    private final KeywordBounds keyword;
    private final Bounds anyValue;

    FlattenedBounds(IndexedField field) {
        this.keyword = new KeywordBounds(field);
        this.anyValue = Bounds.atMost(new TextQueries(field.path(), false).exists());
    }

    @Override
    public Bounds exists(Predicate.Exists predicate) {
        return keyword.exists(predicate);
    }

    @Override
    public Bounds oneOf(Predicate.OneOf predicate) {
        boolean onlyTerms =
                predicate.caseSensitive() && keyword.oneOf(predicate).isExact();
        return onlyTerms ? keyword.oneOf(predicate) : anyValue;
    }

    @Override
    public Bounds like(Predicate.Like predicate) {
        return anyValue;
    }

    @Override
    public Bounds regex(Predicate.Regex predicate) {
        return anyValue;
    }

    @Override
    public Bounds range(Predicate.Range predicate) {
        return anyValue;
    }

    @Override
    public Bounds inNetwork(Predicate.InNetwork predicate) {
        return anyValue;
    }

    @Override
    public Bounds affix(Predicate.Affix predicate) {
        boolean prefix = predicate.position() == Predicate.Affix.Position.START && predicate.caseSensitive();
        return prefix ? keyword.affix(predicate) : anyValue;
    }

    @Override
    public Bounds computed(Predicate.Computed predicate) {
        return Bounds.UNKNOWN;
    }
}
