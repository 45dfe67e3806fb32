package org.esdetect.es.hand;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts moments by stretches of time that grow as they must, so that there are never more than a hundred. For one
 * thread.
 */
public final class Histogram {
    private static final int MAX_BUCKETS = 100;

    private static final List<Duration> INTERVALS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(28),
            Duration.ofDays(364));

    private int interval;
    private SortedMap<Long, Long> counts = new TreeMap<>();

    /**
     * What was counted.
     *
     * @param buckets the count by the start of the stretch, in milliseconds since 1970; stretches without a moment are
     *     left out
     */
    public record Snapshot(Duration interval, SortedMap<Long, Long> buckets) {}

    void add(long timeMillis) {
        counts.merge(start(timeMillis), 1L, Long::sum);
        while (counts.size() > MAX_BUCKETS && interval < INTERVALS.size() - 1) {
            interval++;
            SortedMap<Long, Long> coarser = new TreeMap<>();
            counts.forEach((time, count) -> coarser.merge(start(time), count, Long::sum));
            counts = coarser;
        }
        if (counts.size() > MAX_BUCKETS) {
            // Clocks gone wrong by centuries: the stretches at the far end become one.
            long last = counts.lastKey();
            long count = counts.remove(last);
            counts.merge(counts.lastKey(), count, Long::sum);
        }
    }

    Snapshot snapshot() {
        return new Snapshot(INTERVALS.get(interval), new TreeMap<>(counts));
    }

    private long start(long timeMillis) {
        long length = INTERVALS.get(interval).toMillis();
        return Math.floorDiv(timeMillis, length) * length;
    }
}
