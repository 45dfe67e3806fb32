package org.esdetect.sequence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.esdetect.sequence.SequencePlan.Step;

/**
 * A sequence rule and its events as a drawing: a row a step, a column a second, a letter an event whose join key is
 * that letter. The same letter in the same column of several rows is one event that satisfies all of them; different
 * letters in one column are events of one time, upper rows first.
 *
 * <pre>
 * Timeline.keyed().maxSpanSeconds(9)
 *         .step("ab...")
 *         .step("..ba.").run()      // b1 b2, a0 a3
 * </pre>
 */
final class Timeline {
    private static final String FIELD = "key";

    private final boolean keyed;
    private final List<String> rows = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<Character, List<Object>> values = new HashMap<>();
    private OptionalLong maxSpanMillis = OptionalLong.empty();
    private Optional<String> until = Optional.empty();
    private boolean optional;
    private long millisPerColumn = 1000;

    private Timeline(boolean keyed) {
        this.keyed = keyed;
    }

    /** {@code sequence by key}. */
    static Timeline keyed() {
        return new Timeline(true);
    }

    /** A sequence without join keys: letters only name events. */
    static Timeline unkeyed() {
        return new Timeline(false);
    }

    /** {@code sequence by ?key}. Comes before the steps. */
    Timeline optional() {
        optional = true;
        return this;
    }

    /** Events called {@code letter} have these join key values instead of the letter. */
    Timeline key(char letter, Object... keyValues) {
        values.put(letter, List.of(keyValues));
        return this;
    }

    Timeline millisPerColumn(long millis) {
        millisPerColumn = millis;
        return this;
    }

    Timeline maxSpanSeconds(long seconds) {
        return maxSpanMillis(seconds * 1000);
    }

    Timeline maxSpanMillis(long millis) {
        maxSpanMillis = OptionalLong.of(millis);
        return this;
    }

    Timeline step(String row) {
        rows.add(row);
        steps.add(new Step(keys(), false));
        return this;
    }

    Timeline missing(String row) {
        rows.add(row);
        steps.add(new Step(keys(), true));
        return this;
    }

    Timeline until(String row) {
        until = Optional.of(row);
        return this;
    }

    SequencePlan plan() {
        return new SequencePlan(steps, maxSpanMillis, until.map(row -> keys()));
    }

    private List<JoinKey> keys() {
        return keyed ? List.of(new JoinKey(FIELD, optional)) : List.of();
    }

    /** The sequences found when all time has passed, each as its events: letter and column. */
    List<String> run() {
        return run(Long.MAX_VALUE);
    }

    List<String> run(long watermarkMillis) {
        return SequenceMachine.run(plan(), candidates(), watermarkMillis).stream()
                .map(sequence -> String.join(" ", sequence.events()))
                .toList();
    }

    /** The drawn events in order. */
    List<Candidate<String>> candidates() {
        int columns = rows.stream().mapToInt(String::length).max().orElse(0);
        columns = Math.max(columns, until.map(String::length).orElse(0));
        List<Candidate<String>> candidates = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            candidates.addAll(candidates(column));
        }
        return candidates;
    }

    private List<Candidate<String>> candidates(int column) {
        Map<Character, BitSet> satisfied = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            char letter = at(rows.get(row), column);
            if (letter != '.') {
                satisfied.computeIfAbsent(letter, absent -> new BitSet()).set(row);
            }
        }
        char cancelling = until.map(row -> at(row, column)).orElse('.');
        if (cancelling != '.') {
            satisfied.computeIfAbsent(cancelling, absent -> new BitSet());
        }
        List<Candidate<String>> candidates = new ArrayList<>();
        satisfied.forEach((letter, stepSet) -> candidates.add(new Candidate<>(
                "" + letter + column,
                new ListedEvent(Map.of(FIELD, values.getOrDefault(letter, Collections.singletonList("" + letter)))),
                new Ordinal(column * millisPerColumn, 0, column * 100L + candidates.size(), "index", "" + letter),
                stepSet,
                letter == cancelling)));
        return candidates;
    }

    private static char at(String row, int column) {
        return column < row.length() ? row.charAt(column) : '.';
    }

    @Override
    public String toString() {
        return rows.stream()
                .collect(Collectors.joining(
                        "\n", "", until.map(row -> "\nuntil " + row).orElse("")));
    }
}
