package org.esdetect.sequence;

import org.jspecify.annotations.Nullable;

/**
 * Pending sequences by the time of their first event: a linked list, since events come in order, that any of them can
 * leave in constant time.
 */
final class Expiry<E> {
    private @Nullable Partial<E> oldest;
    private @Nullable Partial<E> youngest;

    @Nullable
    Partial<E> oldest() {
        return oldest;
    }

    void add(Partial<E> partial) {
        Partial<E> before = youngest;
        partial.older = before;
        if (before == null) {
            oldest = partial;
        } else {
            before.younger = partial;
        }
        youngest = partial;
    }

    void remove(Partial<E> partial) {
        Partial<E> before = partial.older;
        Partial<E> after = partial.younger;
        if (before == null) {
            oldest = after;
        } else {
            before.younger = after;
        }
        if (after == null) {
            youngest = before;
        } else {
            after.older = before;
        }
        partial.older = null;
        partial.younger = null;
    }
}
