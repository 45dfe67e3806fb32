package org.esdetect.sequence;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Pending sequences by the time of their first event, which is the order in which they come.
 *
 * <p>One that is gone stays until it is the oldest or half of all are gone: a link to each neighbour would have to be
 * mended in places of memory that nothing else touches.
 */
final class Expiry<E> {
    private static final int SLACK = 64;

    private final Deque<Partial<E>> byStart = new ArrayDeque<>();
    private int gone;

    /** The oldest of those that are not gone. */
    @Nullable
    Partial<E> oldest() {
        Partial<E> oldest = byStart.peekFirst();
        while (oldest != null && oldest.gone()) {
            byStart.removeFirst();
            gone--;
            oldest = byStart.peekFirst();
        }
        return oldest;
    }

    void add(Partial<E> partial) {
        byStart.addLast(partial);
    }

    /** Takes notice that one of them is {@linkplain Partial#leave gone}. */
    void left() {
        gone++;
        if (gone > SLACK && gone > byStart.size() / 2) {
            byStart.removeIf(Partial::gone);
            gone = 0;
        }
    }

    /** How many it holds, those included that are gone. */
    int held() {
        return byStart.size();
    }
}
