package org.esdetect.condition;

import java.util.List;

/** The fields that a leaf reads, each once, in the order of their first mention. */
final class PredicateFields implements Predicate.Visitor<List<String>> {
    @Override
    public List<String> exists(Predicate.Exists predicate) {
        return List.of(predicate.field());
    }

    @Override
    public List<String> oneOf(Predicate.OneOf predicate) {
        return List.of(predicate.field());
    }

    @Override
    public List<String> like(Predicate.Like predicate) {
        return List.of(predicate.field());
    }

    @Override
    public List<String> regex(Predicate.Regex predicate) {
        return List.of(predicate.field());
    }

    @Override
    public List<String> range(Predicate.Range predicate) {
        return List.of(predicate.field());
    }

    @Override
    public List<String> inNetwork(Predicate.InNetwork predicate) {
        return List.of(predicate.field());
    }

    @Override
    public List<String> affix(Predicate.Affix predicate) {
        return List.of(predicate.field());
    }

    @Override
    public List<String> computed(Predicate.Computed predicate) {
        return FieldMentions.in(predicate.expression()).stream().distinct().toList();
    }
}
