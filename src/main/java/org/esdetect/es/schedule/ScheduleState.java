package org.esdetect.es.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.coverage.UncoveredIndices;
import org.jspecify.annotations.Nullable;

/**
 * All that scheduled work must remember. Immutable; one document, replaced as a whole. Rules that read equally far
 * share one cursor in it.
 *
 * @param rules by rule id
 * @param sweep how far the sweep read
 */
record ScheduleState(SortedMap<String, RuleState> rules, Cursor sweep, UncoveredIndices uncovered) {
    /** Before anything was run. */
    static final ScheduleState EMPTY =
            new ScheduleState(Collections.emptySortedMap(), Cursor.EMPTY, UncoveredIndices.NONE);

    /** The document's id in the state store. */
    static final String ID = "schedule";

    public ScheduleState {
        rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    }

    /** How many different cursors the rules have. */
    int cursorSets() {
        List<Cursor> sets = new ArrayList<>();
        numbers(sets);
        return sets.size();
    }

    /** The number of each cursor in {@code sets}, to which it is added. Most are the same object: seldom compared. */
    private IdentityHashMap<Cursor, Integer> numbers(List<Cursor> sets) {
        IdentityHashMap<Cursor, Integer> known = new IdentityHashMap<>();
        Map<Cursor, Integer> equal = new HashMap<>();
        rules.values().forEach(rule -> rule.cursor()
                .ifPresent(cursor -> known.computeIfAbsent(
                        cursor,
                        unseen -> equal.computeIfAbsent(unseen, another -> {
                            sets.add(another);
                            return sets.size() - 1;
                        }))));
        return known;
    }

    Map<String, Object> toMap() {
        List<Cursor> sets = new ArrayList<>();
        IdentityHashMap<Cursor, Integer> numbers = numbers(sets);
        Map<String, Object> byId = new LinkedHashMap<>();
        rules.forEach((id, state) ->
                byId.put(id, state.toMap(state.cursor().map(numbers::get).orElse(null))));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("sets", sets.stream().map(Cursor::toMap).toList());
        map.put("rules", byId);
        map.put("sweep", sweep.toMap());
        map.put("uncovered", uncovered.toMap());
        return map;
    }

    /**
     * The state that {@link #toMap} gave.
     *
     * @throws IllegalArgumentException when {@code map} is something else
     */
    static ScheduleState fromMap(Map<String, Object> map) {
        List<Cursor> sets = new ArrayList<>();
        list(map.get("sets")).forEach(set -> sets.add(Cursor.fromMap(strings(set))));
        TreeMap<String, RuleState> rules = new TreeMap<>();
        strings(map.get("rules")).forEach((id, value) -> {
            Map<String, Object> rule = strings(value);
            Optional<Cursor> cursor = rule.get("set") instanceof Number number
                    ? Optional.of(sets.get(number.intValue()))
                    : Optional.empty();
            rules.put(id, RuleState.fromMap(rule, cursor));
        });
        return new ScheduleState(
                rules,
                Cursor.fromMap(strings(map.get("sweep"))),
                UncoveredIndices.fromMap(strings(map.get("uncovered"))));
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("expected a list in the state of the schedule, found [" + value + "]");
    }

    private static Map<String, Object> strings(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> strings = new LinkedHashMap<>();
            map.forEach((key, each) -> strings.put(String.valueOf(key), each));
            return strings;
        }
        throw new IllegalArgumentException("expected an object in the state of the schedule, found [" + value + "]");
    }
}
