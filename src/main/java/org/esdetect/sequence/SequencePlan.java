package org.esdetect.sequence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The shape of one sequence rule: its steps in order after {@code runs} are written out, their join keys, and what
 * bounds it. The steps' conditions stand beside it in {@code eql.lower.Plan}, in the same order.
 *
 * @param steps positive and missing steps as written; at least two, at least one positive
 * @param maxSpanMillis the longest time from the first event to any later one, inclusive; empty for no limit, which
 *     missing steps do not allow
 * @param until the join keys of the cancelling event, when there is one
 */
public record SequencePlan(List<Step> steps, OptionalLong maxSpanMillis, Optional<List<JoinKey>> until) {
    public SequencePlan {
        steps = List.copyOf(steps);
        until = until.map(List::copyOf);
        if (steps.size() < 2) {
            throw new IllegalArgumentException("a sequence needs two or more steps, found [" + steps.size() + "]");
        }
        if (steps.stream().allMatch(Step::missing)) {
            throw new IllegalArgumentException("a sequence needs a step that is not missing, found none");
        }
        if (maxSpanMillis.isEmpty() && steps.stream().anyMatch(Step::missing)) {
            throw new IllegalArgumentException("missing steps need a maxspan, found none");
        }
        if (maxSpanMillis.isPresent() && maxSpanMillis.getAsLong() < 1) {
            throw new IllegalArgumentException("maxspan must be positive, found [" + maxSpanMillis.getAsLong() + "]");
        }
        checkKeyCounts(steps, until);
    }

    /** The same with that maxspan. */
    public SequencePlan within(long spanMillis) {
        return new SequencePlan(steps, OptionalLong.of(spanMillis), until);
    }

    private static void checkKeyCounts(List<Step> steps, Optional<List<JoinKey>> until) {
        int expected = steps.get(0).keys().size();
        Stream.concat(steps.stream().map(Step::keys), until.stream())
                .mapToInt(List::size)
                .filter(found -> found != expected)
                .findFirst()
                .ifPresent(found -> {
                    throw new IllegalArgumentException("every step and until have the same number of join keys, found ["
                            + expected + "] and [" + found + "]");
                });
    }

    /** A step. {@code missing}: {@code ![...]}, no such event may have occurred. */
    public record Step(List<JoinKey> keys, boolean missing) {
        public Step {
            keys = List.copyOf(keys);
        }
    }

    /** A field whose value the steps share. {@code optional}: a missing value counts as null and joins null. */
    public record JoinKey(String field, boolean optional) {}
}
