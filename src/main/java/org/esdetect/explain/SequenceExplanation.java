package org.esdetect.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence makes of a list of events. Events are named by their positions in the list, from 0.
 *
 * @param steps the steps as written, the until last, each with the events that satisfy it
 * @param sequences what completed, in the order of the last events
 * @param miss when nothing completed, what came nearest
 */
public record SequenceExplanation(List<StepEvents> steps, List<Found> sequences, Optional<Miss> miss) {
    public SequenceExplanation {
        steps = List.copyOf(steps);
        sequences = List.copyOf(sequences);
    }

    /** Whether a sequence completed. */
    public boolean matched() {
        return !sequences.isEmpty();
    }

    /** The events that satisfy a step, whether or not they came to be in a sequence. */
    public record StepEvents(SequenceStep step, Sample events) {}

    /** A sequence: the events of its positive steps, in step order, and what joins them. */
    public record Found(List<Integer> events, List<@Nullable Object> joinKeys) {
        public Found {
            events = List.copyOf(events);
            joinKeys = Collections.unmodifiableList(new ArrayList<>(joinKeys));
        }
    }

    /**
     * The attempt that got furthest.
     *
     * @param reached how many positive steps it has
     * @param of how many there are
     * @param events the events of those it has
     * @param message a sentence: what it lacked
     * @param closest the event that came nearest to the step that nothing satisfies
     */
    public record Miss(
            Code code,
            int reached,
            int of,
            List<Integer> events,
            List<@Nullable Object> joinKeys,
            String message,
            Optional<Closest> closest) {
        public Miss {
            events = List.copyOf(events);
            joinKeys = Collections.unmodifiableList(new ArrayList<>(joinKeys));
        }

        /** What was missing. {@link #jsonName} is stable. */
        public enum Code {
            /** No event satisfies the next step. */
            NO_EVENT,
            /** The events that satisfy the next step have no time, and so no place in the order. */
            NO_TIME,
            /** The events that satisfy the next step lack a field that it is joined by. */
            KEY_MISSING,
            /** The events that satisfy the next step have other join keys. */
            OTHER_KEYS,
            /** The events that satisfy the next step came before those that it must follow. */
            ORDER,
            /** The only event that satisfies the next step is in the sequence already. */
            SAME_EVENT,
            /** Fewer events than the runs of a step ask for. */
            TOO_FEW,
            /** The next event came, but more than maxspan after the first. */
            MAXSPAN,
            /** An until event came between. */
            CANCELLED,
            /** All steps occurred, and so did an event that must not. */
            SPOILED;

            /** As it stands in JSON. */
            public String jsonName() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        /** An event that does not satisfy a step, and why. */
        public record Closest(int event, SequenceStep step, Clause clause) {}
    }
}
