package org.esdetect.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Predicate;

/** Conditions to a network; the only way to one. */
public final class NetworkCompiler {
    private NetworkCompiler() {}

    /**
     * A network of {@code conditions}; their indices are their places in the list.
     *
     * @throws IllegalArgumentException when a regular expression or a network block is malformed
     * @throws org.esdetect.condition.BudgetExceededException when a regular expression is too complex
     */
    public static Network compile(List<Condition> conditions) {
        return compile(conditions, List.of());
    }

    /**
     * As {@link #compile(List)}, taking over from {@code before} what it knows of conditions that are the same objects, and
     * of leaves that are equal: after a change of one of many conditions that is nearly everything.
     */
    public static Network recompile(List<Condition> conditions, Network before) {
        return compile(conditions, before.analyses());
    }

    private static Network compile(List<Condition> conditions, List<Analysis> before) {
        Map<Condition, Analysis> known = new IdentityHashMap<>();
        Map<Predicate, Leaf> leaves = new HashMap<>();
        for (Analysis analysis : before) {
            known.put(analysis.condition(), analysis);
            addLeaves(analysis.term(), leaves);
        }
        List<Analysis> analyses = new ArrayList<>(conditions.size());
        for (Condition condition : conditions) {
            Analysis analysis = known.get(condition);
            analyses.add(analysis == null ? Analysis.of(condition, leaves) : analysis);
        }
        return new Network(analyses);
    }

    private static void addLeaves(Term term, Map<Predicate, Leaf> leaves) {
        if (term instanceof Term.All all) {
            all.terms().forEach(each -> addLeaves(each, leaves));
        } else if (term instanceof Term.Any any) {
            any.terms().forEach(each -> addLeaves(each, leaves));
        } else if (term instanceof Term.Test test) {
            leaves.put(test.leaf().test().predicate(), test.leaf());
        }
    }
}
