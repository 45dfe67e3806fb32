package org.esdetect.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.condition.Condition;

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
     * As {@link #compile(List)}, taking over from {@code before} what it knows of conditions that are the same objects,
     * and of leaves that are equal: after a change of one of many conditions that is nearly everything.
     */
    public static Network recompile(List<Condition> conditions, Network before) {
        return compile(conditions, before.analyses());
    }

    private static Network compile(List<Condition> conditions, List<Analysis> before) {
        IdentityHashMap<Condition, Analysis> known = new IdentityHashMap<>();
        Map<Leaf.Key, Leaf> leaves = new HashMap<>();
        for (Analysis analysis : before) {
            known.put(analysis.condition(), analysis);
            analysis.program().leaves.forEach(leaf -> leaves.putIfAbsent(leaf.key(), leaf));
        }
        List<Analysis> analyses = new ArrayList<>(conditions.size());
        for (Condition condition : conditions) {
            Analysis analysis = known.get(condition);
            analyses.add(analysis == null ? Analysis.of(condition, leaves) : analysis);
        }
        return new Network(analyses);
    }
}
