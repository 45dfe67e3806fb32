package org.esdetect.sequence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.esdetect.sequence.SequencePlan.Step;

/**
 * A random plan and random events for it, dense enough that much happens: few keys, many ties, short times. Times lie
 * from {@link #START_MILLIS} to 90 ms later.
 *
 * <p>The plan and each event are made from one random number each, which jqwik draws and shrinks fast.
 */
public record Scenario(SequencePlan plan, List<Candidate<String>> inOrder) {
    static final long START_MILLIS = 1000;

    private static final List<String> FIELDS = List.of("a", "b");

    /** The same values in several forms, and values that look alike and are not. */
    private static final List<Object> KEY_VALUES = List.of(1, "x", 1L, 1.0, 2, 2.5, 2.5f, "1", true);

    /** Takes small choices out of one large number. */
    private static final class Choices {
        private long left;

        Choices(long number) {
            this.left = number & Long.MAX_VALUE;
        }

        int below(int bound) {
            int choice = (int) (left % bound);
            left /= bound;
            return choice;
        }

        boolean oneIn(int bound) {
            return below(bound) == bound - 1;
        }
    }

    public static Arbitrary<Scenario> any() {
        Arbitrary<Long> numbers = Arbitraries.longs()
                .between(0, Long.MAX_VALUE)
                .withDistribution(RandomDistribution.uniform())
                .withoutEdgeCases();
        return Combinators.combine(numbers, numbers.list().ofMaxSize(40))
                .as((plan, events) -> of(plan(new Choices(plan)), events));
    }

    static Arbitrary<Scenario> withMaxSpan() {
        return any().filter(scenario -> scenario.plan().maxSpanMillis().isPresent());
    }

    static Arbitrary<Scenario> withMissingSteps() {
        return any().filter(scenario -> scenario.plan().steps().stream().anyMatch(Step::missing));
    }

    /** The candidates from {@code timeMillis} on. */
    List<Candidate<String>> since(long timeMillis) {
        return inOrder.stream()
                .filter(candidate -> candidate.ordinal().timeMillis() >= timeMillis)
                .toList();
    }

    private static SequencePlan plan(Choices choices) {
        int keyCount = choices.below(3);
        int stepCount = 2 + choices.below(4);
        boolean allPositive = choices.oneIn(2);
        List<Step> steps = new ArrayList<>();
        for (int step = 0; step < stepCount; step++) {
            boolean lastAndNonePositive =
                    step == stepCount - 1 && steps.stream().allMatch(Step::missing);
            boolean missing = choices.oneIn(3) && !allPositive && !lastAndNonePositive;
            steps.add(new Step(keys(keyCount, choices), missing));
        }
        boolean bounded = choices.below(3) > 0 || steps.stream().anyMatch(Step::missing);
        OptionalLong maxSpan = bounded ? OptionalLong.of(1 + choices.below(20)) : OptionalLong.empty();
        boolean until = choices.oneIn(2);
        return new SequencePlan(steps, maxSpan, until ? Optional.of(keys(keyCount, choices)) : Optional.empty());
    }

    private static List<JoinKey> keys(int count, Choices choices) {
        boolean swapped = choices.oneIn(4);
        List<JoinKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(new JoinKey(FIELDS.get(swapped ? 1 - i : i), choices.oneIn(3)));
        }
        return keys;
    }

    private static Scenario of(SequencePlan plan, List<Long> events) {
        List<Candidate<String>> candidates = new ArrayList<>();
        long timeMillis = START_MILLIS;
        for (long number : events) {
            Choices choices = new Choices(number);
            timeMillis += choices.below(4);
            candidates.add(candidate(plan, timeMillis, candidates.size(), choices));
        }
        candidates.sort(Comparator.comparing(Candidate::ordinal));
        return new Scenario(plan, candidates);
    }

    private static Candidate<String> candidate(SequencePlan plan, long timeMillis, int count, Choices choices) {
        String id = "%02d".formatted(count);
        int nanos = List.of(0, 0, 1, 999_999).get(choices.below(4));
        int tiebreaker = choices.below(3);
        return new Candidate<>(
                id,
                new ListedEvent(Map.of("a", values(choices), "b", values(choices))),
                new Ordinal(timeMillis, nanos, tiebreaker == 0 ? null : tiebreaker, "index", id),
                steps(plan.steps().size(), choices),
                plan.until().isPresent() && choices.oneIn(12));
    }

    private static BitSet steps(int count, Choices choices) {
        BitSet steps = new BitSet();
        steps.set(choices.below(count));
        while (choices.oneIn(3)) {
            steps.set(choices.below(count));
        }
        return steps;
    }

    /** One of two likely values, or none, or one to three of any. */
    private static List<Object> values(Choices choices) {
        int kind = choices.below(12);
        if (kind < 9) {
            return List.of(KEY_VALUES.get(kind % 2));
        }
        List<Object> values = new ArrayList<>();
        for (int i = choices.below(4); i > 0; i--) {
            values.add(KEY_VALUES.get(choices.below(KEY_VALUES.size())));
        }
        return values;
    }
}
