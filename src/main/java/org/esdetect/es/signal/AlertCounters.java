package org.esdetect.es.signal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.elasticsearch.action.bulk.BulkItemResponse;
import org.elasticsearch.rest.RestStatus;
import org.jspecify.annotations.Nullable;

/** What became of alerts since this node started. */
final class AlertCounters {
    /** The last thing that went wrong. */
    private record Failure(String message, Instant at) {}

    private final InstantSource clock;
    private final LongAdder created = new LongAdder();
    private final LongAdder duplicate = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder suppressed = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder notReady = new LongAdder();
    private volatile @Nullable Failure lastFailure;

    AlertCounters(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts the answers of a bulk of alerts, and says them. */
    WriteReport count(BulkItemResponse[] items) {
        long createdNow = 0;
        long duplicateNow = 0;
        Map<String, String> failures = new LinkedHashMap<>();
        for (BulkItemResponse item : items) {
            if (!item.isFailed()) {
                createdNow++;
            } else if (item.getFailure().getStatus() == RestStatus.CONFLICT) {
                duplicateNow++;
            } else {
                failures.put(item.getId(), item.getFailureMessage());
            }
        }
        created.add(createdNow);
        duplicate.add(duplicateNow);
        failures.values().forEach(this::failed);
        return new WriteReport(createdNow, duplicateNow, failures);
    }

    void failed(String message) {
        failed.increment();
        lastFailure = new Failure(message, clock.instant());
    }

    /** An alert that could not even be made a request; says why. */
    String unwritable(String id, Throwable failure) {
        String message = "alert [" + id + "] could not be made a document: " + failure;
        failed(message);
        return message;
    }

    /** What a write of alerts that are folded made, and what it folded. */
    void folded(long madeNow, long foldedNow) {
        created.add(madeNow);
        suppressed.add(foldedNow);
    }

    /** What became of alerts that waited to be folded: those that failed are left to the sweep. */
    void queuedFolding(WriteReport report) {
        report.failures().values().forEach(this::failed);
    }

    void rejected() {
        rejected.increment();
    }

    void notReady() {
        notReady.increment();
    }

    Map<String, Object> stats() {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("created", created.sum());
        stats.put("duplicate", duplicate.sum());
        stats.put("suppressed", suppressed.sum());
        stats.put("failed", failed.sum());
        stats.put("rejected", rejected.sum());
        stats.put("not_ready", notReady.sum());
        Failure failure = lastFailure;
        if (failure != null) {
            stats.put(
                    "last_failure",
                    Map.of("message", failure.message(), "at", failure.at().toString()));
        }
        return stats;
    }
}
