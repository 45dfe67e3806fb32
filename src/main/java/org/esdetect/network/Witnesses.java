package org.esdetect.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Term to accesses. Choosing another witness changes cost, never what matches. */
final class Witnesses {
    private static final int MAX_ALTERNATIVES = 4;
    /** An {@code or} with guards inside is taken apart when it has no more branches than this... */
    private static final int MAX_BRANCHES = 16;
    /** ... and no more than that many are nested. */
    private static final int MAX_SPLITS = 2;

    private Witnesses() {}

    /** The accesses of {@code term}; none when it never holds. */
    static List<Access> of(Term term) {
        if (term instanceof Term.Constant constant) {
            return constant.value() ? List.of(new Access(List.of(), List.of())) : List.of();
        }
        List<Access> accesses = new ArrayList<>();
        addAccesses(term, List.of(), MAX_SPLITS, accesses);
        return accesses;
    }

    private static void addAccesses(Term term, List<Term.Test> outer, int splits, List<Access> accesses) {
        List<Term> terms = term instanceof Term.All all ? all.terms() : List.of(term);
        List<Term.Test> guards = new ArrayList<>(outer);
        List<Term> rest = new ArrayList<>();
        for (Term each : terms) {
            if (each instanceof Term.Test test && Guards.isGuard(test)) {
                guards.add(test);
            } else {
                rest.add(each);
            }
        }
        Optional<Term.Any> split = splits == 0 ? Optional.empty() : guardedBranches(rest);
        if (split.isEmpty()) {
            accesses.add(new Access(guards, rest.isEmpty() ? List.of() : alternatives(Terms.all(rest))));
            return;
        }
        rest.remove(split.get());
        for (Term branch : branches(split.get())) {
            List<Term> one = new ArrayList<>(rest);
            one.add(branch);
            addAccesses(Terms.all(one), guards, splits - 1, accesses);
        }
    }

    private static Optional<Term.Any> guardedBranches(List<Term> terms) {
        return terms.stream()
                .filter(Term.Any.class::isInstance)
                .map(Term.Any.class::cast)
                .filter(any -> any.terms().size() <= MAX_BRANCHES && Guards.isIn(any))
                .findFirst();
    }

    /** Those with a guard each by itself, the others together. */
    private static List<Term> branches(Term.Any any) {
        List<Term> branches = new ArrayList<>();
        List<Term> unguarded = new ArrayList<>();
        for (Term term : any.terms()) {
            (Guards.isIn(term) ? branches : unguarded).add(term);
        }
        if (!unguarded.isEmpty()) {
            branches.add(Terms.any(unguarded));
        }
        return branches;
    }

    /** Sets of leaves of which one must hold if {@code term} does, the cheapest first. */
    private static List<List<Leaf>> alternatives(Term term) {
        List<List<Leaf>> found = new ArrayList<>();
        if (term instanceof Term.Test test) {
            if (test.wanted() && test.leaf().watched().isPresent()) {
                found.add(List.of(test.leaf()));
            }
        } else if (term instanceof Term.All all) {
            all.terms().forEach(each -> found.addAll(alternatives(each)));
        } else if (term instanceof Term.Any any) {
            union(any).ifPresent(found::add);
        }
        found.sort(Comparator.comparingDouble(Witnesses::rarity));
        return found.size() > MAX_ALTERNATIVES ? List.copyOf(found.subList(0, MAX_ALTERNATIVES)) : found;
    }

    private static Optional<List<Leaf>> union(Term.Any any) {
        Set<Leaf> union = new LinkedHashSet<>();
        for (Term term : any.terms()) {
            List<List<Leaf>> alternatives = alternatives(term);
            if (alternatives.isEmpty()) {
                return Optional.empty();
            }
            union.addAll(alternatives.get(0));
        }
        return Optional.of(List.copyOf(union));
    }

    static double rarity(List<Leaf> leaves) {
        double sum = 0;
        for (Leaf leaf : leaves) {
            sum += leaf.rarity();
        }
        return sum;
    }
}
