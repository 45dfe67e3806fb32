package org.esdetect.sequence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pending sequences, at most one for each position but the last and each join key.
 *
 * <p>A table for each position rather than one of keys with slots: a key costs nothing before its first sequence and
 * after its last.
 */
final class Slots<E> {
    private final List<SlotTable<E>> byPosition = new ArrayList<>();

    /** @param count the positions that have slots, from 0 */
    Slots(int count) {
        for (int i = 0; i < count; i++) {
            byPosition.add(new SlotTable<>());
        }
    }

    /** Empties the slot of {@code lookup} at {@code position} and returns what was in it. */
    @Nullable
    Partial<E> take(int position, Object lookup) {
        return byPosition.get(position).take(lookup);
    }

    /** Puts {@code partial} into the slot of its position and key and returns what it replaces. */
    @Nullable
    Partial<E> put(Partial<E> partial) {
        return byPosition.get(partial.position()).put(partial);
    }

    /** How many positions have slots. */
    int count() {
        return byPosition.size();
    }

    /** How many slots are full. */
    int full() {
        return byPosition.stream().mapToInt(SlotTable::size).sum();
    }
}
