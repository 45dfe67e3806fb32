package org.esdetect.es.ingest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Durations of one call in {@value #ONE_IN}, in nanoseconds: cheap enough to be always on. Four buckets to each power
 * of two, so a percentile is at most a quarter too high.
 */
final class SampledTimes {
    static final int ONE_IN = 64;

    static final String TOTAL_NANOS = "total_nanos";

    private static final int BUCKETS_PER_POWER = 4;

    private final AtomicLongArray buckets = new AtomicLongArray(64 * BUCKETS_PER_POWER);
    private final LongAdder count = new LongAdder();
    private final LongAdder totalNanos = new LongAdder();
    private final LongAccumulator maxNanos = new LongAccumulator(Math::max, 0);

    /** Whether the call that is about to start should be timed. */
    static boolean isDue() {
        return (ThreadLocalRandom.current().nextInt() & (ONE_IN - 1)) == 0;
    }

    void add(long nanos) {
        count.increment();
        totalNanos.add(nanos);
        maxNanos.accumulate(nanos);
        buckets.incrementAndGet(bucket(nanos));
    }

    long totalNanos() {
        return totalNanos.sum();
    }

    /** How often was timed and what that took together: sums over nodes mean something. */
    Map<String, Object> sums() {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("count", count.sum());
        stats.put(TOTAL_NANOS, totalNanos.sum());
        return stats;
    }

    /** A percentile is the upper end of its bucket. */
    Map<String, Object> percentiles() {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("p50", percentile(0.50));
        stats.put("p95", percentile(0.95));
        stats.put("p99", percentile(0.99));
        stats.put("max", maxNanos.get());
        return stats;
    }

    private long percentile(double share) {
        long all = 0;
        for (int i = 0; i < buckets.length(); i++) {
            all += buckets.get(i);
        }
        long wanted = (long) Math.ceil(all * share);
        long seen = 0;
        for (int i = 0; i < buckets.length(); i++) {
            seen += buckets.get(i);
            if (seen >= wanted && seen > 0) {
                return Math.min(upperEnd(i), maxNanos.get());
            }
        }
        return 0;
    }

    /** The power of two, then the two bits below the leading one. */
    static int bucket(long nanos) {
        if (nanos < BUCKETS_PER_POWER) {
            return (int) Math.max(0, nanos);
        }
        int power = 63 - Long.numberOfLeadingZeros(nanos);
        return power * BUCKETS_PER_POWER + (int) ((nanos >>> (power - 2)) & (BUCKETS_PER_POWER - 1));
    }

    /** The largest value of a bucket. */
    static long upperEnd(int bucket) {
        int power = bucket / BUCKETS_PER_POWER;
        if (power == 0) {
            return bucket;
        }
        long step = 1L << (power - 2);
        return (BUCKETS_PER_POWER + bucket % BUCKETS_PER_POWER) * step + step - 1;
    }
}
