package org.esdetect.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Chooses a witness for each access that is alive and puts the witnesses into tables. */
final class PlanBuilder {
    /** Of visiting a field that holds a value, in nanoseconds; and of judging a condition that a witness touched. */
    private static final double VISIT = 40;

    private static final double CHARACTER = 1;
    private static final double CANDIDATE = 80;

    private final LeafTable leaves;
    private final Set<String> visited = new HashSet<>();

    /** What touches which conditions, for one field. */
    private static final class OfField {
        final Map<TextWitness.Place, Map<String, Set<Integer>>> texts = new HashMap<>();
        final Map<Integer, Set<Integer>> judged = new TreeMap<>();
    }

    PlanBuilder(LeafTable leaves) {
        this.leaves = leaves;
    }

    /**
     * The plan for {@code alive}.
     *
     * @param owners the condition of each access
     */
    Plan build(List<Access> accesses, int[] owners, BitSet alive) {
        Set<Integer> always = new TreeSet<>();
        Map<String, OfField> fields = new TreeMap<>();
        alive.stream().filter(i -> accesses.get(i).alternatives().size() == 1).forEach(i -> visit(accesses.get(i)
                .alternatives()
                .get(0)));
        alive.stream().forEach(i -> {
            if (accesses.get(i).alternatives().isEmpty()) {
                always.add(owners[i]);
            } else {
                choose(accesses.get(i)).forEach(leaf -> add(leaf, owners[i], fields));
            }
        });
        FieldDispatch[] dispatches = fields.entrySet().stream()
                .map(each -> dispatch(each.getKey(), each.getValue()))
                .toArray(FieldDispatch[]::new);
        return new Plan(dispatches, toArray(always));
    }

    private List<Leaf> choose(Access access) {
        List<Leaf> best = List.of();
        double bestCost = Double.MAX_VALUE;
        for (List<Leaf> alternative : access.alternatives()) {
            double cost = CANDIDATE * Witnesses.rarity(alternative) + newVisits(alternative);
            if (cost < bestCost) {
                bestCost = cost;
                best = alternative;
            }
        }
        visit(best);
        return best;
    }

    private double newVisits(List<Leaf> alternative) {
        double cost = 0;
        Set<String> counted = new HashSet<>(visited);
        for (Leaf leaf : alternative) {
            String field = leaf.field().orElseThrow();
            if (counted.add(field)) {
                cost += VISIT + CHARACTER * Rarity.length(field);
            }
        }
        return cost;
    }

    private void visit(List<Leaf> chosen) {
        chosen.forEach(leaf -> visited.add(leaf.field().orElseThrow()));
    }

    private void add(Leaf leaf, int condition, Map<String, OfField> fields) {
        OfField ofField = fields.computeIfAbsent(leaf.field().orElseThrow(), field -> new OfField());
        if (leaf.witnesses().isEmpty()) {
            ofField.judged
                    .computeIfAbsent(leaves.number(leaf), key -> new TreeSet<>())
                    .add(condition);
        }
        for (TextWitness witness : leaf.witnesses()) {
            ofField.texts
                    .computeIfAbsent(witness.place(), place -> new TreeMap<>())
                    .computeIfAbsent(witness.text(), text -> new TreeSet<>())
                    .add(condition);
        }
    }

    private FieldDispatch dispatch(String field, OfField ofField) {
        Map<TextWitness.Place, Map<String, int[]>> texts = new HashMap<>();
        ofField.texts.forEach((place, byText) -> {
            Map<String, int[]> arrays = new TreeMap<>();
            byText.forEach((text, conditions) -> arrays.put(text, toArray(conditions)));
            texts.put(place, arrays);
        });
        Map<String, int[]> wholes = texts.get(TextWitness.Place.WHOLE);
        Map<String, int[]> starts = texts.get(TextWitness.Place.START);
        Map<String, int[]> ends = texts.get(TextWitness.Place.END);
        Map<String, int[]> anywhere = texts.get(TextWitness.Place.ANYWHERE);
        FieldDispatch.Tables tables = new FieldDispatch.Tables(
                wholes == null ? null : new WholeTable(wholes),
                starts == null ? null : new EdgeTable(true, starts),
                ends == null ? null : new EdgeTable(false, ends),
                anywhere == null ? null : new FragmentTable(anywhere));
        List<int[]> touchedByLeaf = new ArrayList<>();
        ofField.judged.values().forEach(conditions -> touchedByLeaf.add(toArray(conditions)));
        return new FieldDispatch(
                leaves.paths.number(field),
                tables,
                toArray(ofField.judged.keySet()),
                touchedByLeaf.toArray(int[][]::new));
    }

    private static int[] toArray(Set<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
