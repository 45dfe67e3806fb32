package org.esdetect.es.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.elasticsearch.action.search.ShardSearchFailure;
import org.elasticsearch.index.shard.ShardId;
import org.elasticsearch.search.SearchShardTarget;
import org.esdetect.alert.Alert;

/**
 * What one run did: searches, candidates, failed shards, alerts. Written by one thread after the other; read at the end.
 */
final class RunLedger {
    private final long[] candidates;
    private final SortedMap<ShardId, String> failedShards = new TreeMap<>();
    private final List<String> alertIds = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int searches;
    private AlertSink.Written written = AlertSink.Written.NOTHING;
    private long suppressed;

    /** @param steps how many steps the rule has, its until condition included; 1 for a single-event rule */
    RunLedger(int steps) {
        this.candidates = new long[steps];
    }

    synchronized void searched(int requests) {
        searches += requests;
    }

    /** The hits of a step's query in what was read; the evaluator may think otherwise. */
    synchronized void candidates(int step, long count) {
        candidates[step] += count;
    }

    synchronized void failed(ShardId shard, String reason) {
        failedShards.putIfAbsent(shard, reason);
    }

    /**
     * Takes down the shards that failed a search.
     *
     * @throws IllegalStateException for a failure that names no shard: its cursor could not be kept
     */
    void failed(ShardSearchFailure[] failures) {
        for (ShardSearchFailure failure : failures) {
            SearchShardTarget target = failure.shard();
            if (target == null) {
                throw new IllegalStateException("a search failed on an unknown shard: " + failure.reason());
            }
            failed(target.getShardId(), failure.getCause().toString());
        }
    }

    synchronized void note(String note) {
        notes.add(note);
    }

    synchronized void wrote(AlertSink.Written more, List<Alert> visible) {
        written = written.plus(more);
        visible.forEach(alert -> alertIds.add(alert.id()));
    }

    synchronized void suppressed(long alerts) {
        suppressed += alerts;
    }

    synchronized boolean hasFailedShards() {
        return !failedShards.isEmpty();
    }

    synchronized SortedMap<ShardId, String> failedShards() {
        return new TreeMap<>(failedShards);
    }

    synchronized RunResult.Work work() {
        List<Long> perStep = new ArrayList<>(candidates.length);
        for (long count : candidates) {
            perStep.add(count);
        }
        return new RunResult.Work(
                Collections.unmodifiableList(perStep),
                searches,
                new RunResult.Alerts(written, suppressed, List.copyOf(alertIds)),
                List.copyOf(notes));
    }
}
