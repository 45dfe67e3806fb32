package org.esdetect.eql.lower;

import java.util.List;
import java.util.Optional;
import org.esdetect.condition.Condition;
import org.esdetect.sequence.SequencePlan;

/** What a rule asks for, without syntax. The event category is part of each condition. */
public sealed interface Plan {

    /** A rule about one event. */
    record OfEvent(Condition condition) implements Plan {}

    /**
     * A rule about events in order.
     *
     * @param conditions one for each step of {@code sequence}, in the same order
     * @param until present when {@code sequence.until()} is
     */
    record OfSequence(SequencePlan sequence, List<Condition> conditions, Optional<Condition> until) implements Plan {
        public OfSequence {
            conditions = List.copyOf(conditions);
            if (conditions.size() != sequence.steps().size()
                    || until.isPresent() != sequence.until().isPresent()) {
                throw new IllegalArgumentException("conditions and steps differ: [" + conditions.size() + "] and ["
                        + sequence.steps().size() + "]");
            }
        }
    }
}
