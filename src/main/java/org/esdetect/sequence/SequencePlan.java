package org.esdetect.sequence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The shape of one sequence rule: its steps in order after {@code runs} are written out, their join keys, and what
 * bounds it. The steps' conditions stand beside it in {@code eql.lower.Plan}, in the same order.
 *
 * @param steps positive and missing steps as written; at least two, at least one positive
 * @param maxSpanMillis the longest time from the first event to any later one, inclusive; empty for no limit
 * @param until the join keys of the cancelling event, when there is one
 */
public record SequencePlan(List<Step> steps, OptionalLong maxSpanMillis, Optional<List<JoinKey>> until) {
    public SequencePlan {
        steps = List.copyOf(steps);
        if (steps.size() < 2) {
            throw new IllegalArgumentException("a sequence needs two or more steps, found [" + steps.size() + "]");
        }
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
