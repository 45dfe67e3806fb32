package org.esdetect.es.query;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Predicate;

/** The fields of a condition that a query may ask for. */
final class ConditionFields implements Condition.Visitor<Set<String>>, Predicate.Visitor<Set<String>> {
    private final Set<String> paths = new LinkedHashSet<>();

    private ConditionFields() {}

    static Set<String> of(Condition condition) {
        return condition.accept(new ConditionFields());
    }

    @Override
    public Set<String> allOf(Condition.AllOf condition) {
        return each(condition.terms());
    }

    @Override
    public Set<String> anyOf(Condition.AnyOf condition) {
        return each(condition.terms());
    }

    @Override
    public Set<String> not(Condition.Not condition) {
        return condition.term().accept(this);
    }

    @Override
    public Set<String> leaf(Condition.Leaf condition) {
        return condition.predicate().accept(this);
    }

    @Override
    public Set<String> constant(Condition.Constant condition) {
        return paths;
    }

    @Override
    public Set<String> exists(Predicate.Exists predicate) {
        return add(predicate.field());
    }

    @Override
    public Set<String> oneOf(Predicate.OneOf predicate) {
        return add(predicate.field());
    }

    @Override
    public Set<String> like(Predicate.Like predicate) {
        return add(predicate.field());
    }

    @Override
    public Set<String> regex(Predicate.Regex predicate) {
        return add(predicate.field());
    }

    @Override
    public Set<String> range(Predicate.Range predicate) {
        return add(predicate.field());
    }

    @Override
    public Set<String> inNetwork(Predicate.InNetwork predicate) {
        return add(predicate.field());
    }

    @Override
    public Set<String> affix(Predicate.Affix predicate) {
        return add(predicate.field());
    }

    @Override
    public Set<String> computed(Predicate.Computed predicate) {
        paths.addAll(NeededFields.whenTrue(predicate.expression()));
        return paths;
    }

    private Set<String> each(List<Condition> terms) {
        terms.forEach(term -> term.accept(this));
        return paths;
    }

    private Set<String> add(String path) {
        paths.add(path);
        return paths;
    }
}
