package org.esdetect.network;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.esdetect.condition.CompiledPredicate;

/** The distinct leaves of a network by number, and the paths they read. Immutable. */
final class LeafTable {
    /** Of {@link #fields}: the leaf reads the event by itself. */
    static final int EXPRESSION = -1;

    final PathTree paths;
    final CompiledPredicate[] tests;
    final int[] fields;
    final int[] costs;
    private final IdentityHashMap<Leaf, Integer> numbers = new IdentityHashMap<>();

    LeafTable(List<Analysis> analyses) {
        List<Leaf> leaves = new ArrayList<>();
        for (Analysis analysis : analyses) {
            for (Leaf leaf : analysis.program().leaves) {
                if (numbers.putIfAbsent(leaf, leaves.size()) == null) {
                    leaves.add(leaf);
                }
            }
        }
        Set<String> read = new LinkedHashSet<>();
        leaves.forEach(leaf -> read.addAll(leaf.test().fields()));
        paths = PathTree.of(read);
        tests = new CompiledPredicate[leaves.size()];
        fields = new int[leaves.size()];
        costs = new int[leaves.size()];
        for (int i = 0; i < tests.length; i++) {
            Leaf leaf = leaves.get(i);
            tests[i] = leaf.test();
            fields[i] = leaf.field().map(paths::number).orElse(EXPRESSION);
            costs[i] = leaf.cost();
        }
    }

    int size() {
        return tests.length;
    }

    int number(Leaf leaf) {
        return Objects.requireNonNull(numbers.get(leaf), "a leaf of this network");
    }
}
