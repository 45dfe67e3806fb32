package org.esdetect.cep;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.esdetect.event.Event;
import org.esdetect.sequence.Candidate;
import org.esdetect.sequence.CompletedSequence;
import org.esdetect.sequence.Ordinal;
import org.esdetect.sequence.SequenceLimits;
import org.esdetect.sequence.SequenceMachine;
import org.esdetect.sequence.SequencePlan;

/** The machine of this project. */
final class OurMachine implements Engine {
    private static final BitSet[] STEPS = {BitSet.valueOf(new long[] {1}), BitSet.valueOf(new long[] {2})};

    /** The others tell what they find at once or nearly so. */
    private static final int EVENTS_BETWEEN_DRAINS = 1_000;

    private record Keyed(List<Object> keys) implements Event {
        @Override
        public List<Object> values(String path) {
            return keys;
        }
    }

    @Override
    public String name() {
        return "sequence machine";
    }

    @Override
    public Prepared prepare(Pairs pairs) {
        return load -> find(load, pairs);
    }

    private static void find(Load load, Pairs pairs) {
        SequencePlan plan = new SequencePlan(
                Collections.nCopies(
                        2, new SequencePlan.Step(List.of(new SequencePlan.JoinKey("key", false)), false)),
                OptionalLong.of(Load.MAX_SPAN_MILLIS),
                Optional.empty());
        SequenceMachine<Moment> machine = new SequenceMachine<>(plan, SequenceLimits.DEFAULT);
        int accepted = 0;
        for (Moment moment : load.events()) {
            if (moment.getKind() != Moment.NEITHER) {
                if (++accepted % EVENTS_BETWEEN_DRAINS == 0) {
                    drain(machine, pairs);
                }
                // Whatever a candidate is made of is made here, as the others make theirs.
                machine.accept(new Candidate<>(
                        moment,
                        new Keyed(List.of(moment.getKey())),
                        new Ordinal(moment.getTime(), 0, (long) moment.getId(), "index", ""),
                        STEPS[moment.getKind()],
                        false));
            }
        }
        drain(machine, pairs);
    }

    private static void drain(SequenceMachine<Moment> machine, Pairs pairs) {
        for (CompletedSequence<Moment> found : machine.drain(Long.MAX_VALUE)) {
            pairs.add(found.events().get(1).getId(), found.events().get(0).getId());
        }
    }
}
