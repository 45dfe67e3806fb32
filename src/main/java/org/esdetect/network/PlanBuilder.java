package org.esdetect.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Chooses a witness for each access that is alive and puts the witnesses into tables. */
final class PlanBuilder {
    private final LeafTable leaves;
    private final WitnessChoice choice;

    /** What touches which conditions, for one field. */
    private static final class OfField {
        final Map<TextWitness.Place, Map<String, Set<Integer>>> texts = new HashMap<>();
        final Map<Integer, Set<Integer>> judged = new TreeMap<>();
    }

    PlanBuilder(LeafTable leaves, WitnessChoice choice) {
        this.leaves = leaves;
        this.choice = choice;
    }

    /**
     * The plan for {@code alive}.
     *
     * @param owners the condition of each access
     */
    Plan build(BitSet alive, int[] owners) {
        Set<Integer> always = new TreeSet<>();
        Map<String, OfField> fields = new TreeMap<>();
        int[] chosen = new int[owners.length];
        choice.choose(alive, chosen);
        alive.stream().forEach(i -> {
            if (chosen[i] < 0) {
                always.add(owners[i]);
            } else {
                choice.alternative(i, chosen[i]).forEach(leaf -> add(leaf, owners[i], fields));
            }
        });
        FieldDispatch[] dispatches = fields.entrySet().stream()
                .map(each -> dispatch(each.getKey(), each.getValue()))
                .toArray(FieldDispatch[]::new);
        return new Plan(dispatches, toArray(always));
    }

    private void add(Leaf leaf, int condition, Map<String, OfField> fields) {
        OfField ofField = fields.computeIfAbsent(leaf.watched().orElseThrow(), field -> new OfField());
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
