package org.esdetect.sequence;

import java.util.Arrays;

/**
 * When the events of missing steps occurred, for one join key, a gap each. Two times a gap are enough: every question
 * is for the latest event before the current millisecond, and events come in order.
 */
final class Gaps {
    /** No such event. */
    static final long NEVER = Long.MIN_VALUE;

    private final long[] latest;
    /** The latest one before {@link #latest}'s millisecond. */
    private final long[] earlier;

    Gaps(int count) {
        latest = new long[count];
        earlier = new long[count];
        Arrays.fill(latest, NEVER);
        Arrays.fill(earlier, NEVER);
    }

    void mark(int gap, long timeMillis) {
        if (timeMillis != latest[gap]) {
            earlier[gap] = latest[gap];
            latest[gap] = timeMillis;
        }
    }

    /** The time of the latest event in {@code gap} before {@code nowMillis}, strictly; nothing is marked after it. */
    long latestBefore(int gap, long nowMillis) {
        return latest[gap] < nowMillis ? latest[gap] : earlier[gap];
    }

    /** The time of the latest event in any gap. */
    long latest() {
        return Arrays.stream(latest).max().orElse(NEVER);
    }
}
