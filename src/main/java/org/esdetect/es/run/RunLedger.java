package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.elasticsearch.action.search.ShardSearchFailure;
import org.elasticsearch.index.shard.ShardId;
import org.elasticsearch.search.SearchShardTarget;
import org.esdetect.alert.Alert;
import org.esdetect.es.signal.WriteReport;

/** What one run did so far. Written by one thread after the other. */
public final class RunLedger {
    private final long[] newCandidates;
    private final long[] windowCandidates;
    private final int[] stepSearches;
    private final long[] stepReads;
    private final SortedMap<ShardId, String> failedShards = new TreeMap<>();
    private final List<String> alertIds = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int searches;
    private long keys;
    private long events;
    private long bytes;
    private long created;
    private long duplicate;
    private long suppressed;

    /** @param steps how many steps the rule has, its until condition included; 1 for a single-event rule */
    public RunLedger(int steps) {
        this.newCandidates = new long[steps];
        this.windowCandidates = new long[steps];
        this.stepSearches = new int[steps];
        this.stepReads = new long[steps];
    }

    synchronized void searched(int requests) {
        searches += requests;
    }

    /** What a step's query found among the events to judge. */
    synchronized void newCandidates(int step, long count) {
        newCandidates[step] += count;
    }

    /** What a step's query found among the events that were read to join with. */
    synchronized void windowCandidates(int step, long count) {
        windowCandidates[step] += count;
    }

    /** A search that asked for one step. */
    synchronized void asked(int step) {
        stepSearches[step]++;
    }

    /** An event was read that satisfies a step. */
    synchronized void read(int step) {
        stepReads[step]++;
    }

    synchronized void read(long moreEvents, long moreBytes) {
        events += moreEvents;
        bytes += moreBytes;
    }

    synchronized void narrowedTo(long moreKeys) {
        keys += moreKeys;
    }

    public synchronized void failed(ShardId shard, String reason) {
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
            failed(target.getShardId(), String.valueOf(failure.getCause()));
        }
    }

    synchronized void note(String note) {
        notes.add(note);
    }

    /** @param visible the alerts that people see among those that were written, or would have been */
    synchronized void wrote(WriteReport report, List<Alert> visible) {
        created += report.created();
        duplicate += report.duplicate();
        visible.forEach(alert -> alertIds.add(alert.id()));
    }

    synchronized void suppressed(long alerts) {
        suppressed += alerts;
    }

    synchronized boolean hasFailedShards() {
        return !failedShards.isEmpty();
    }

    public synchronized SortedMap<ShardId, String> failedShards() {
        return new TreeMap<>(failedShards);
    }

    synchronized RunResult.Work work() {
        List<RunResult.StepCount> steps = new ArrayList<>(newCandidates.length);
        for (int step = 0; step < newCandidates.length; step++) {
            steps.add(new RunResult.StepCount(
                    newCandidates[step], windowCandidates[step], stepSearches[step], stepReads[step]));
        }
        return new RunResult.Work(
                List.copyOf(steps),
                searches,
                new RunResult.Reading(keys, events, bytes),
                new RunResult.Alerts(created, duplicate, suppressed, List.copyOf(alertIds)),
                List.copyOf(notes));
    }
}
