package org.esdetect.eql.ast;

import java.util.List;
import java.util.Optional;
import org.esdetect.text.Span;

/**
 * One bracket of a sequence with what follows it.
 *
 * @param missing {@code ![...]}: no such event may have occurred
 * @param keys the step's own join keys, which come after those of the sequence
 * @param runs how often the step is repeated, when that is written
 */
public record Step(Span span, EventFilter filter, boolean missing, List<Expression.Field> keys, Optional<Runs> runs) {
    public Step {
        keys = List.copyOf(keys);
    }

    /** {@code with runs=count}. */
    public record Runs(Span span, long count) {}

    /** How many steps this one stands for. */
    public long repetitions() {
        return runs.map(Runs::count).orElse(1L);
    }
}
