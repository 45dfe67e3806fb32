package org.esdetect.sequence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.esdetect.sequence.SequencePlan.Step;

/** A random plan and random events for it, dense enough that much happens: few keys, many ties, short times. */
record Scenario(SequencePlan plan, List<Candidate<String>> inOrder) {
    private static final List<String> FIELDS = List.of("a", "b");

    /** The same values in several forms, and values that look alike and are not. */
    private static final Object[] KEY_VALUES = {1, 1L, 1.0, 2, 2.5, 2.5f, "1", "x", true};

    static Arbitrary<Scenario> any() {
        return plans().flatMap(plan -> events().map(events -> new Scenario(plan, events)));
    }

    static Arbitrary<Scenario> withMaxSpan() {
        return plans().filter(plan -> plan.maxSpanMillis().isPresent())
                .flatMap(plan -> events().map(events -> new Scenario(plan, events)));
    }

    Scenario {
        inOrder = trimmed(inOrder, plan);
    }

    /** The candidates from {@code timeMillis} on. */
    List<Candidate<String>> since(long timeMillis) {
        return inOrder.stream()
                .filter(candidate -> candidate.ordinal().timeMillis() >= timeMillis)
                .toList();
    }

    private static Arbitrary<SequencePlan> plans() {
        Arbitrary<List<Boolean>> missing = Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true))
                .list()
                .ofMinSize(2)
                .ofMaxSize(5);
        Arbitrary<OptionalLong> maxSpan = Arbitraries.longs()
                .between(1, 12)
                .map(OptionalLong::of)
                .injectNull(0.3)
                .map(span -> span == null ? OptionalLong.empty() : span);
        // Step by step: which field comes first, and whether each key is optional.
        Arbitrary<List<Integer>> shapes =
                Arbitraries.integers().between(0, 7).list().ofSize(6);
        return Combinators.combine(
                        missing, maxSpan, Arbitraries.integers().between(0, 2), shapes, Arbitraries.of(true, false))
                .as(Scenario::plan);
    }

    private static SequencePlan plan(
            List<Boolean> missing, OptionalLong maxSpan, int keyCount, List<Integer> shapes, boolean until) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < missing.size(); i++) {
            boolean onlyOne = i == missing.size() - 1 && steps.stream().allMatch(Step::missing);
            steps.add(new Step(keys(keyCount, shapes.get(i)), missing.get(i) && !onlyOne));
        }
        boolean needsMaxSpan = maxSpan.isEmpty() && steps.stream().anyMatch(Step::missing);
        return new SequencePlan(
                steps,
                needsMaxSpan ? OptionalLong.of(5) : maxSpan,
                until ? Optional.of(keys(keyCount, shapes.get(5))) : Optional.empty());
    }

    private static List<JoinKey> keys(int count, int shape) {
        List<JoinKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(new JoinKey(FIELDS.get((shape + i) % 2), (shape >> (i + 1)) % 2 == 1));
        }
        return keys;
    }

    private static Arbitrary<List<Candidate<String>>> events() {
        Arbitrary<Integer> gapsMillis = Arbitraries.of(0, 0, 1, 1, 2, 5);
        Arbitrary<Integer> nanos = Arbitraries.of(0, 0, 1, 999_999);
        Arbitrary<Integer> tiebreakers = Arbitraries.of(0, 1, 2);
        Arbitrary<Integer> stepMasks = Arbitraries.oneOf(
                Arbitraries.of(1, 2, 4, 8, 16), Arbitraries.integers().between(0, 31));
        Arbitrary<Boolean> untils = Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));
        return Combinators.combine(gapsMillis, nanos, tiebreakers, stepMasks, untils, keyValues(), keyValues())
                .as(Draft::new)
                .list()
                .ofMaxSize(40)
                .map(Scenario::candidates);
    }

    private static Arbitrary<List<Object>> keyValues() {
        Arbitrary<Object> likely = Arbitraries.of((Object) 1, "x");
        Arbitrary<Object> anything = Arbitraries.of(KEY_VALUES);
        return Arbitraries.frequencyOf(
                Tuple.of(6, likely.list().ofSize(1)),
                Tuple.of(2, anything.list().ofMaxSize(1)),
                Tuple.of(1, anything.list().ofMaxSize(3)));
    }

    private record Draft(
            int gapMillis, int nanos, int tiebreaker, int stepMask, boolean until, List<Object> a, List<Object> b) {}

    private static List<Candidate<String>> candidates(List<Draft> drafts) {
        List<Candidate<String>> candidates = new ArrayList<>();
        long timeMillis = 1000;
        for (Draft draft : drafts) {
            timeMillis += draft.gapMillis();
            String id = "%02d".formatted(candidates.size());
            candidates.add(new Candidate<>(
                    id,
                    new ListedEvent(Map.of("a", draft.a(), "b", draft.b())),
                    new Ordinal(
                            timeMillis,
                            draft.nanos(),
                            draft.tiebreaker() == 0 ? null : draft.tiebreaker(),
                            "index",
                            id),
                    BitSet.valueOf(new long[] {draft.stepMask()}),
                    draft.until()));
        }
        candidates.sort((left, right) -> left.ordinal().compareTo(right.ordinal()));
        return candidates;
    }

    /** Without the steps and until that {@code plan} does not have. */
    private static List<Candidate<String>> trimmed(List<Candidate<String>> events, SequencePlan plan) {
        return events.stream()
                .map(event -> {
                    BitSet steps = event.steps().get(0, plan.steps().size());
                    boolean until = event.until() && plan.until().isPresent();
                    return new Candidate<>(event.reference(), event.event(), event.ordinal(), steps, until);
                })
                .toList();
    }
}
