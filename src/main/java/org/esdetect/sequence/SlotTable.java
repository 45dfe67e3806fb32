package org.esdetect.sequence;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pending sequences of one position by join key, one a key.
 *
 * <p>Most of the time of a machine is waiting for memory. So hashes lie apart, where one look answers for a key that
 * has none, and keys lie beside the sequences rather than behind them. Keys come from events: where somebody has made
 * them to collide, a map takes over whose buckets are trees.
 */
final class SlotTable<E> {
    /** So many places in a row are not full by chance. */
    static final int CROWD = 128;

    private static final int LEAST_PLACES = 16;
    private static final int MULTIPLIER = 0x9E3779B1;

    /** Open addressing, at most half full; 0 where there is nothing. */
    private int[] hashes = new int[LEAST_PLACES];

    private @Nullable Object[] keys = new Object[LEAST_PLACES];
    private @Nullable Partial<E>[] partials = places(LEAST_PLACES);
    private int shift = Integer.numberOfLeadingZeros(LEAST_PLACES) + 1;
    private int size;
    private @Nullable Map<Object, Partial<E>> crowded;

    int size() {
        return crowded == null ? size : crowded.size();
    }

    /** Whether keys collide so that a map has taken over. */
    boolean isCrowded() {
        return crowded != null;
    }

    /** Removes the sequence of {@code lookup} and returns it. */
    @Nullable
    Partial<E> take(Object lookup) {
        if (crowded != null) {
            return crowded.remove(lookup);
        }
        int place = place(hash(lookup), lookup);
        Partial<E> found = partials[place];
        if (found != null) {
            empty(place);
            size--;
        }
        return found;
    }

    /** Adds {@code partial} under its key and returns the one that it replaces. */
    @Nullable
    Partial<E> put(Partial<E> partial) {
        if (crowded != null) {
            return crowded.put(partial.lookup, partial);
        }
        int hash = hash(partial.lookup);
        int place = place(hash, partial.lookup);
        Partial<E> replaced = partials[place];
        partials[place] = partial;
        keys[place] = partial.lookup;
        if (replaced == null) {
            hashes[place] = hash;
            size++;
            if (((place - (hash >>> shift)) & (hashes.length - 1)) >= CROWD) {
                crowd();
            } else if (size * 2 > hashes.length) {
                grow();
            }
        }
        return replaced;
    }

    /** Where {@code lookup} is, or would be. */
    private int place(int hash, Object lookup) {
        int place = hash >>> shift;
        for (int there = hashes[place]; there != 0; there = hashes[place]) {
            if (there == hash && lookup.equals(keys[place])) {
                return place;
            }
            place = place + 1 & hashes.length - 1;
        }
        return place;
    }

    /** Empties a place and moves up those behind that would not be found any more. */
    private void empty(int place) {
        int mask = hashes.length - 1;
        int free = place;
        for (int next = place + 1 & mask; hashes[next] != 0; next = next + 1 & mask) {
            int home = hashes[next] >>> shift;
            if ((next - home & mask) >= (next - free & mask)) {
                hashes[free] = hashes[next];
                keys[free] = keys[next];
                partials[free] = partials[next];
                free = next;
            }
        }
        hashes[free] = 0;
        keys[free] = null;
        partials[free] = null;
    }

    private void grow() {
        int[] hashesBefore = hashes;
        @Nullable Object[] keysBefore = keys;
        @Nullable Partial<E>[] partialsBefore = partials;
        hashes = new int[hashesBefore.length * 2];
        keys = new Object[hashes.length];
        partials = places(hashes.length);
        shift--;
        for (int i = 0; i < hashesBefore.length; i++) {
            if (hashesBefore[i] != 0) {
                int place = hashesBefore[i] >>> shift;
                while (hashes[place] != 0) {
                    place = place + 1 & hashes.length - 1;
                }
                hashes[place] = hashesBefore[i];
                keys[place] = keysBefore[i];
                partials[place] = partialsBefore[i];
            }
        }
    }

    private void crowd() {
        Map<Object, Partial<E>> all = new HashMap<>();
        for (Partial<E> partial : partials) {
            if (partial != null) {
                all.put(partial.lookup, partial);
            }
        }
        crowded = all;
        hashes = new int[0];
        keys = new Object[0];
        partials = places(0);
    }

    /** Not 0, and spread over the high bits, which choose the place. */
    private static int hash(Object lookup) {
        int hash = lookup.hashCode() * MULTIPLIER;
        return hash == 0 ? MULTIPLIER : hash;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a new array holds nothing
    private static <E> @Nullable Partial<E>[] places(int count) {
        return new Partial[count];
    }
}
