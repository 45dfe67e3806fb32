package org.esdetect.sequence;

import org.jspecify.annotations.Nullable;

/**
 * Pending sequences by the time of their first event, which is the order in which they come.
 *
 * <p>A ring. One that leaves empties its place, which is written and not waited for; neither it nor any other is read
 * again before its time is up, since by then most have long gone from the processor's memory.
 */
final class Expiry<E> {
    private static final int LEAST_PLACES = 64;

    private @Nullable Partial<E>[] ring = places(LEAST_PLACES);
    /** Of each place, the time of the first event of what is there. */
    private long[] starts = new long[LEAST_PLACES];
    /** Places are counted on and on; the low bits are those in the ring. */
    private long oldest;

    private long next;
    private int held;

    /** The oldest that is there, if it began by {@code startMillis}. */
    @Nullable
    Partial<E> oldest(long startMillis) {
        for (; oldest < next; oldest++) {
            Partial<E> found = ring[index(oldest)];
            if (found != null) {
                return starts[index(oldest)] <= startMillis ? found : null;
            }
        }
        return null;
    }

    void add(Partial<E> partial) {
        if (next - oldest == ring.length) {
            makeRoom();
        }
        place(partial, partial.first.timeMillis());
        held++;
    }

    /** Forgets {@code partial}, which is there. */
    void remove(Partial<E> partial) {
        ring[index(partial.expiryPlace)] = null;
        held--;
    }

    /** For how many it has room, in memory. */
    int places() {
        return ring.length;
    }

    private void place(Partial<E> partial, long startMillis) {
        partial.expiryPlace = next;
        ring[index(next)] = partial;
        starts[index(next)] = startMillis;
        next++;
    }

    /** Moves together what is there; into a larger ring if that is more than half of the places. */
    private void makeRoom() {
        @Nullable Partial<E>[] from = ring;
        long[] startsFrom = starts;
        int mask = from.length - 1;
        int length = held > from.length / 2 ? from.length * 2 : from.length;
        ring = places(length);
        starts = new long[length];
        long end = next;
        next = 0;
        for (long i = oldest; i < end; i++) {
            Partial<E> partial = from[(int) i & mask];
            if (partial != null) {
                place(partial, startsFrom[(int) i & mask]);
            }
        }
        oldest = 0;
    }

    private int index(long place) {
        return (int) place & ring.length - 1;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a new array holds nothing
    private static <E> @Nullable Partial<E>[] places(int count) {
        return new Partial[count];
    }
}
