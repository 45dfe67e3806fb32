package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.esdetect.engine.Steps;
import org.esdetect.sequence.Candidate;
import org.esdetect.sequence.CompletedSequence;
import org.esdetect.sequence.SequenceLimits;
import org.esdetect.sequence.SequenceMachine;
import org.jspecify.annotations.Nullable;

/**
 * The sequences in the candidates of one window: those to report, and what is left to a later run.
 *
 * @param nowMillis the time of the run
 * @param latenessMillis how late an event may come and still spoil a sequence
 * @param byLastEvent whether a sequence counts when its last event is to be judged, or when any is
 * @param again what an earlier run left; its sequences count although nothing in them is new
 * @param keys the join keys whose events were all read; of others something may be missing. Null for all
 */
record SequenceSearch(
        Steps steps,
        long nowMillis,
        long latenessMillis,
        boolean byLastEvent,
        Optional<Undecided> again,
        @Nullable JoinedKeys keys) {

    /** What was found in one window. */
    record Found(List<CompletedSequence<EventRef>> sequences, Optional<Undecided> undecided) {}

    Found find(List<Candidate<EventRef>> candidates) {
        candidates.sort(Comparator.comparing(Candidate::ordinal));
        SequenceMachine<EventRef> machine = new SequenceMachine<>(steps.sequence(), SequenceLimits.DEFAULT);
        candidates.forEach(machine::accept);
        List<CompletedSequence<EventRef>> found = new ArrayList<>();
        Optional<Undecided> undecided = Optional.empty();
        // The machine's watermark is about event time; what matters here is when events came, so it is asked for all.
        for (CompletedSequence<EventRef> sequence : machine.drain(Long.MAX_VALUE)) {
            if (counts(sequence)) {
                long dueMillis = dueMillis(sequence);
                if (dueMillis <= nowMillis) {
                    found.add(sequence);
                } else {
                    long firstMillis = sequence.first().timeMillis();
                    Undecided more = new Undecided(firstMillis, firstMillis, dueMillis);
                    undecided = Optional.of(undecided.map(more::and).orElse(more));
                }
            }
        }
        return new Found(found, undecided);
    }

    private boolean counts(CompletedSequence<EventRef> sequence) {
        if (keys != null && !keys.contains(sequence.joinKeys())) {
            return false;
        }
        List<EventRef> events = sequence.events();
        boolean toJudge = byLastEvent
                ? events.get(events.size() - 1).judged()
                : events.stream().anyMatch(EventRef::judged);
        return toJudge
                || again.filter(undecided -> undecided.holds(sequence.first().timeMillis()))
                        .isPresent();
    }

    /**
     * When nothing that comes in time can spoil the sequence any more. Counted from when its events came: events that
     * came late were sent by a host whose other events come as late, and a host whose clock is ahead does not sleep
     * until then.
     */
    private long dueMillis(CompletedSequence<EventRef> sequence) {
        if (!steps.hasMissingSteps()) {
            return Long.MIN_VALUE;
        }
        long arrivedMillis = sequence.events().stream()
                .mapToLong(EventRef::arrivedMillis)
                .max()
                .orElse(nowMillis);
        long openMillis =
                steps.endsWithMissingStep() ? steps.sequence().maxSpanMillis().orElse(0) : 0;
        return arrivedMillis + openMillis + latenessMillis;
    }
}
