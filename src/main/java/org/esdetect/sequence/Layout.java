package org.esdetect.sequence;

import java.util.ArrayList;
import java.util.List;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.esdetect.sequence.SequencePlan.Step;

/**
 * A plan as the machine reads it. Positive steps are numbered by <em>position</em>, {@code 0 .. positions-1}; a missing
 * step stands in a <em>gap</em>, named by the number of positive steps before it: gap 0 leads, gap {@code positions}
 * trails, the others lie between.
 */
final class Layout {
    private final List<List<JoinKey>> keys = new ArrayList<>();
    /** By step: the position of a positive step, the complement of the gap of a missing one. */
    private final int[] places;

    private final int positions;
    private final boolean[] watchedGaps;
    private final boolean bounded;
    private final long maxSpanMillis;

    Layout(SequencePlan plan) {
        places = new int[plan.steps().size()];
        int position = 0;
        for (int step = 0; step < places.length; step++) {
            Step written = plan.steps().get(step);
            keys.add(written.keys());
            places[step] = written.missing() ? ~position : position++;
        }
        positions = position;
        watchedGaps = new boolean[positions + 1];
        for (int place : places) {
            if (place < 0) {
                watchedGaps[~place] = true;
            }
        }
        bounded = plan.maxSpanMillis().isPresent();
        maxSpanMillis = plan.maxSpanMillis().orElse(Long.MAX_VALUE);
    }

    int steps() {
        return places.length;
    }

    List<JoinKey> keys(int step) {
        return keys.get(step);
    }

    boolean missing(int step) {
        return places[step] < 0;
    }

    int position(int step) {
        return places[step];
    }

    int gap(int step) {
        return ~places[step];
    }

    int positions() {
        return positions;
    }

    boolean watches(int gap) {
        return watchedGaps[gap];
    }

    boolean watchesAny() {
        return positions < places.length;
    }

    boolean bounded() {
        return bounded;
    }

    long maxSpanMillis() {
        return maxSpanMillis;
    }

    /** Whether {@code last}, an event at or after {@code first}, is too late for a sequence that begins with it. */
    boolean exceedsMaxSpan(Ordinal first, Ordinal last) {
        if (!bounded) {
            return false;
        }
        long span = last.timeMillis() - first.timeMillis();
        if (span == maxSpanMillis) {
            return last.nanoOfMilli() > first.nanoOfMilli();
        }
        // A negative span is one beyond the range of long.
        return span < 0 || span > maxSpanMillis;
    }

    /** {@code timeMillis + maxspan}, at most the end of time. */
    long plusMaxSpan(long timeMillis) {
        long end = timeMillis + maxSpanMillis;
        return end < timeMillis ? Long.MAX_VALUE : end;
    }

    /** Whether a missing step's event at {@code timeMillis} no longer touches any sequence that ends now or later. */
    boolean outlived(long timeMillis, long nowMillis) {
        return plusMaxSpan(timeMillis) < nowMillis;
    }
}
