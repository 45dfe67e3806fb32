package org.esdetect.explain;

import java.util.ArrayList;
import java.util.List;
import org.esdetect.sequence.Candidate;
import org.esdetect.sequence.JoinTuple;
import org.jspecify.annotations.Nullable;

/** A sequence that has begun, and how it ended. Grows while {@link SequenceTrace} runs. */
final class Attempt<E> {
    final JoinTuple key;
    final List<Candidate<E>> events = new ArrayList<>();
    private Fate fate = Fate.WAITING;
    private @Nullable Candidate<E> by;

    Attempt(JoinTuple key, Candidate<E> first) {
        this.key = key;
        events.add(first);
    }

    /** How an attempt ended, the most telling first. */
    enum Fate {
        COMPLETE,
        SPOILED,
        TOO_LATE,
        CANCELLED,
        WAITING,
        /** By a later one that got as far. */
        REPLACED
    }

    void end(Fate how, Candidate<E> cause) {
        fate = how;
        by = cause;
    }

    Fate fate() {
        return fate;
    }

    /** The event that ended it. */
    Candidate<E> by() {
        if (by == null) {
            throw new IllegalStateException("nothing ended an attempt that is [" + fate + "]");
        }
        return by;
    }

    Candidate<E> first() {
        return events.get(0);
    }

    Candidate<E> last() {
        return events.get(events.size() - 1);
    }
}
