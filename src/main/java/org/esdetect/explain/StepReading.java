package org.esdetect.explain;

import java.util.List;

/**
 * What one event is to one step of a sequence.
 *
 * @param keys the values of the join keys in the event, in key order
 * @param joins whether the event can take part: every key that is not optional has a value
 * @param clause whether it satisfies the step, clause by clause
 */
public record StepReading(SequenceStep step, List<Reading.FieldValues> keys, boolean joins, Clause clause) {
    public StepReading {
        keys = List.copyOf(keys);
    }

    /** Whether the event counts for this step. */
    public boolean takesPart() {
        return clause.matched() && joins;
    }
}
