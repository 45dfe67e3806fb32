package org.esdetect.sequence;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An event's place in time: timestamp, then tiebreaker (an event without one comes last), then index and id, which make
 * the order total and the same on every run.
 *
 * @param timeMillis the event's own time, since the epoch
 * @param nanoOfMilli 0 to 999,999, for {@code date_nanos}
 * @param tiebreaker a number or a string; numbers come by value and before strings
 */
public record Ordinal(long timeMillis, int nanoOfMilli, @Nullable Object tiebreaker, String index, String id)
        implements Comparable<Ordinal> {
    private static final Comparator<Ordinal> ORDER = Comparator.comparingLong(Ordinal::timeMillis)
            .thenComparingInt(Ordinal::nanoOfMilli)
            .thenComparing(Ordinal::compareTiebreakers)
            .thenComparing(Ordinal::index)
            .thenComparing(Ordinal::id);

    @Override
    public int compareTo(Ordinal other) {
        return ORDER.compare(this, other);
    }

    private static int compareTiebreakers(Ordinal left, Ordinal right) {
        if (left.tiebreaker == null || right.tiebreaker == null) {
            return Boolean.compare(left.tiebreaker == null, right.tiebreaker == null);
        }
        return CanonicalValue.compare(CanonicalValue.of(left.tiebreaker), CanonicalValue.of(right.tiebreaker));
    }
}
