package org.esdetect.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esdetect.condition.Condition;

/**
 * Condition to term. {@code not (a and b) -> not a or not b} and the reverse are exact because truth is two-valued over
 * leaves.
 */
final class Terms implements Condition.Visitor<Term> {
    private final Map<Leaf.Key, Leaf> leaves;
    private final boolean wanted;

    private Terms(Map<Leaf.Key, Leaf> leaves, boolean wanted) {
        this.leaves = leaves;
        this.wanted = wanted;
    }

    /**
     * The term of {@code condition}.
     *
     * @param leaves those known so far, by what they test; receives new ones
     */
    static Term of(Condition condition, Map<Leaf.Key, Leaf> leaves) {
        return condition.accept(new Terms(leaves, true));
    }

    @Override
    public Term allOf(Condition.AllOf condition) {
        return wanted ? all(terms(condition.terms())) : any(terms(condition.terms()));
    }

    @Override
    public Term anyOf(Condition.AnyOf condition) {
        return wanted ? any(terms(condition.terms())) : all(terms(condition.terms()));
    }

    @Override
    public Term not(Condition.Not condition) {
        return condition.term().accept(new Terms(leaves, !wanted));
    }

    @Override
    public Term leaf(Condition.Leaf condition) {
        Leaf leaf = leaves.computeIfAbsent(Leaf.Key.of(condition.predicate()), Leaf::of);
        return new Term.Test(leaf, wanted);
    }

    @Override
    public Term constant(Condition.Constant condition) {
        return new Term.Constant(condition.value() == wanted);
    }

    private List<Term> terms(List<Condition> conditions) {
        return conditions.stream().map(condition -> condition.accept(this)).toList();
    }

    static Term all(List<Term> terms) {
        List<Term> flat = new ArrayList<>();
        for (Term term : terms) {
            if (term instanceof Term.Constant constant) {
                if (!constant.value()) {
                    return constant;
                }
            } else if (term instanceof Term.All all) {
                flat.addAll(all.terms());
            } else {
                flat.add(term);
            }
        }
        return flat.isEmpty() ? new Term.Constant(true) : flat.size() == 1 ? flat.get(0) : new Term.All(flat);
    }

    static Term any(List<Term> terms) {
        List<Term> flat = new ArrayList<>();
        for (Term term : terms) {
            if (term instanceof Term.Constant constant) {
                if (constant.value()) {
                    return constant;
                }
            } else if (term instanceof Term.Any any) {
                flat.addAll(any.terms());
            } else {
                flat.add(term);
            }
        }
        return flat.isEmpty() ? new Term.Constant(false) : flat.size() == 1 ? flat.get(0) : new Term.Any(flat);
    }
}
