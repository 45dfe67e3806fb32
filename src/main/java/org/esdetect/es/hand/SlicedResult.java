package org.esdetect.es.hand;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.elasticsearch.index.shard.ShardId;
import org.esdetect.es.run.RunProgress;
import org.esdetect.es.run.RunRequest;
import org.esdetect.es.run.RunResult;

/** What the slices of a run came to together. For one thread after the other. */
final class SlicedResult {
    private final RunRequest whole;
    private final RunProgress progress;
    private final int slices;
    private final List<RunResult> results = new ArrayList<>();

    /** @param slices how many there are to come */
    SlicedResult(RunRequest whole, RunProgress progress, int slices) {
        this.whole = whole;
        this.progress = progress;
        this.slices = slices;
    }

    void add(RunResult result) {
        results.add(result);
    }

    /** Whether the last one did not get through: the next would not fare better, or nobody wants it. */
    boolean isStopped() {
        return has(RunResult.Outcome.FAILED) || has(RunResult.Outcome.CANCELLED);
    }

    /** How many alerts may still be new. */
    long left() {
        long left = whole.cap();
        for (RunResult result : results) {
            RunResult.Alerts alerts = result.work().alerts();
            long documents = alerts.created() + alerts.duplicate();
            if (documents > 0) {
                // Of the alerts that people see as many are new as of all: each match has the same number of them.
                left -= (alerts.created() * alerts.ids().size() + documents - 1) / documents;
            }
        }
        return Math.max(0, left);
    }

    Map<String, Long> phaseMillis() {
        return progress.status().phaseMillis();
    }

    RunResult total() {
        if (slices == 1) {
            return results.get(0);
        }
        TreeMap<ShardId, String> failedShards = new TreeMap<>();
        Set<String> messages = new LinkedHashSet<>();
        for (RunResult result : results) {
            failedShards.putAll(result.failedShards());
            if (!result.message().isEmpty()) {
                messages.add(result.message());
            }
        }
        if (isStopped()) {
            messages.add("stopped in " + results.get(results.size() - 1).scope()
                    + "; what lies before is done, what lies after is not");
        }
        return new RunResult(
                whole.rule().rule().id(),
                outcome(),
                String.join("; ", messages),
                whole.scope().describe(),
                results.stream().mapToLong(RunResult::tookMillis).sum(),
                work(),
                Map.of(),
                failedShards,
                Optional.empty());
    }

    private RunResult.Outcome outcome() {
        for (RunResult.Outcome worst : List.of(
                RunResult.Outcome.FAILED,
                RunResult.Outcome.CANCELLED,
                RunResult.Outcome.PARTIAL,
                RunResult.Outcome.SUCCESS)) {
            if (has(worst)) {
                return worst;
            }
        }
        return RunResult.Outcome.IDLE;
    }

    private boolean has(RunResult.Outcome outcome) {
        return results.stream().anyMatch(result -> result.outcome() == outcome);
    }

    private RunResult.Work work() {
        RunResult.Work sum = RunResult.Work.NONE;
        for (RunResult result : results) {
            sum = sum.plus(result.work());
        }
        return sum;
    }
}
