package org.esdetect.condition;

import java.util.List;
import org.esdetect.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * Every choice of one value per field mention, one after the other; a field without values offers null. The same field
 * mentioned twice is two mentions, which range on their own.
 */
final class Combinations {
    private final List<?>[] values;
    private final int[] chosen;
    private final @Nullable Object[] row;

    private Combinations(List<?>[] values) {
        this.values = values;
        this.chosen = new int[values.length];
        this.row = new Object[values.length];
    }

    /** Stands on the first combination. */
    static Combinations of(List<String> mentions, Event event) {
        List<?>[] values = new List<?>[mentions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = event.values(mentions.get(i));
        }
        Combinations combinations = new Combinations(values);
        for (int i = 0; i < values.length; i++) {
            combinations.choose(i, 0);
        }
        return combinations;
    }

    /** The chosen values in the order of the mentions; the same array each time. */
    @Nullable
    Object[] current() {
        return row;
    }

    /** Goes on to the next combination; false when there is none. */
    boolean advance() {
        for (int i = values.length - 1; i >= 0; i--) {
            if (chosen[i] + 1 < values[i].size()) {
                choose(i, chosen[i] + 1);
                return true;
            }
            choose(i, 0);
        }
        return false;
    }

    private void choose(int mention, int index) {
        chosen[mention] = index;
        row[mention] = values[mention].isEmpty() ? null : values[mention].get(index);
    }
}
