package org.esdetect.condition;

import java.util.Set;
import java.util.TreeSet;

/** The fields that the truth of a condition depends on. */
public final class JudgedFields implements Condition.Visitor<Set<String>> {
    private final Set<String> fields = new TreeSet<>();

    private JudgedFields() {}

    /** Each once, sorted. An event that is known by these alone is judged as the whole one. */
    public static Set<String> of(Condition condition) {
        return condition.accept(new JudgedFields());
    }

    @Override
    public Set<String> allOf(Condition.AllOf condition) {
        condition.terms().forEach(term -> term.accept(this));
        return fields;
    }

    @Override
    public Set<String> anyOf(Condition.AnyOf condition) {
        condition.terms().forEach(term -> term.accept(this));
        return fields;
    }

    @Override
    public Set<String> not(Condition.Not condition) {
        return condition.term().accept(this);
    }

    @Override
    public Set<String> leaf(Condition.Leaf condition) {
        fields.addAll(condition.predicate().accept(new PredicateFields()));
        return fields;
    }

    @Override
    public Set<String> constant(Condition.Constant condition) {
        return fields;
    }
}
