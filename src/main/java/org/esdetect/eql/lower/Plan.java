package org.esdetect.eql.lower;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.esdetect.condition.Condition;
import org.esdetect.sequence.SequencePlan;

/** What a rule asks for, without syntax. The event category is part of each condition. */
public sealed interface Plan {

    /** All conditions as they are written: those of the steps, then that of the until. */
    List<Condition> inOrder();

    /** A rule about one event. */
    record OfEvent(Condition condition) implements Plan {
        @Override
        public List<Condition> inOrder() {
            return List.of(condition);
        }
    }

    /**
     * A rule about events in order.
     *
     * @param conditions one for each step of {@code sequence}, in the same order
     * @param until present when {@code sequence.until()} is
     * @param written for each step, which step of the query it comes from, counted from 1: {@code with runs=3} makes
     *     three steps of one
     */
    record OfSequence(
            SequencePlan sequence, List<Condition> conditions, Optional<Condition> until, List<Integer> written)
            implements Plan {
        /** Of a query that writes each step by itself. */
        public OfSequence(SequencePlan sequence, List<Condition> conditions, Optional<Condition> until) {
            this(
                    sequence,
                    conditions,
                    until,
                    IntStream.rangeClosed(1, conditions.size()).boxed().toList());
        }

        public OfSequence {
            written = List.copyOf(written);
            conditions = List.copyOf(conditions);
            if (conditions.size() != sequence.steps().size()
                    || written.size() != conditions.size()
                    || until.isPresent() != sequence.until().isPresent()) {
                throw new IllegalArgumentException("conditions and steps differ: [" + conditions.size() + "] and ["
                        + sequence.steps().size() + "]");
            }
        }

        @Override
        public List<Condition> inOrder() {
            return Stream.concat(conditions.stream(), until.stream()).toList();
        }

        /** The same with a maxspan of {@code spanMillis}, when it has none. */
        public OfSequence within(long spanMillis) {
            return sequence.maxSpanMillis().isPresent()
                    ? this
                    : new OfSequence(sequence.within(spanMillis), conditions, until, written);
        }
    }
}
