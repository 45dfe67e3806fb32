package org.esdetect.sequence;

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

    @Override
    public int compareTo(Ordinal other) {
        if (timeMillis != other.timeMillis) {
            return timeMillis < other.timeMillis ? -1 : 1;
        }
        if (nanoOfMilli != other.nanoOfMilli) {
            return nanoOfMilli < other.nanoOfMilli ? -1 : 1;
        }
        int order = compareTiebreakers(tiebreaker, other.tiebreaker);
        if (order == 0) {
            order = index.compareTo(other.index);
        }
        return order == 0 ? id.compareTo(other.id) : order;
    }

    private static int compareTiebreakers(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        return CanonicalValue.compare(CanonicalValue.of(left), CanonicalValue.of(right));
    }
}
