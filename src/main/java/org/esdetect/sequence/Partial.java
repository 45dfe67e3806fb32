package org.esdetect.sequence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence that has begun. It sits in at most one slot at a time and moves from slot to slot as it grows, so one
 * object serves it from the first event to the last.
 */
final class Partial<E> {
    /** The join key, as {@link JoinKeys#lookups} gives it. */
    final Object lookup;

    /** What is known of its key; null where the plan has no missing steps. */
    final @Nullable KeyState<E> home;

    final Ordinal first;
    /** The time of the latest event of a leading missing step before {@link #first}, or {@link Gaps#NEVER}. */
    final long leadingMillis;

    private final Object[] events;
    private int position;
    private long lastMillis;
    private boolean spoiled;

    /** Its place in {@link Expiry}, which alone reads and writes this. */
    long expiryPlace;

    Partial(Object lookup, @Nullable KeyState<E> home, Candidate<E> start, long leadingMillis, int positions) {
        this.lookup = lookup;
        this.home = home;
        this.first = start.ordinal();
        this.leadingMillis = leadingMillis;
        this.events = new Object[positions];
        append(0, start);
    }

    void append(int at, Candidate<E> candidate) {
        events[at] = candidate.reference();
        position = at;
        lastMillis = candidate.ordinal().timeMillis();
    }

    /** The last positive step it has. */
    int position() {
        return position;
    }

    /** The time of its last event. */
    long lastMillis() {
        return lastMillis;
    }

    /**
     * Marks that an event of a missing step lies within. The sequence goes on to take and replace others as if it were
     * whole, for missing steps judge complete sequences and choose none; it just is never returned.
     */
    void spoil() {
        spoiled = true;
    }

    boolean spoiled() {
        return spoiled;
    }

    /** Once it is complete. */
    @SuppressWarnings("unchecked") // only append writes, and it writes E
    List<E> events() {
        return (List<E>) List.of(events);
    }
}
