package org.esdetect.es.task;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.elasticsearch.index.shard.ShardId;
import org.esdetect.es.arrival.Position;
import org.esdetect.es.arrival.ShardKey;

/**
 * What a run of a rule came to.
 *
 * @param message empty when all went well; else what did not, for people
 * @param scope what was looked at, for people
 * @param reached where the rule's cursor stands now; the shards that failed are not in it
 */
public record RunResult(
        String ruleId,
        Outcome outcome,
        String message,
        String scope,
        long tookMillis,
        Work work,
        Map<ShardKey, Position> reached,
        SortedMap<ShardId, String> failedShards,
        Optional<Undecided> undecided) {

    /** How a run ended. */
    public enum Outcome {
        /** Nothing to judge. */
        IDLE,
        SUCCESS,
        /** Some shards could not be read; what is in the others was judged. */
        PARTIAL,
        /** The rule's cursor stays where it was. */
        FAILED;

        /** In lower case, as users see it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What it took.
     *
     * @param steps of the rule in order, and last its until condition
     * @param notes what people should know although nothing failed
     */
    public record Work(List<StepCount> steps, int searches, Reading reading, Alerts alerts, List<String> notes) {}

    /**
     * How many events the query of a step found; the evaluator may have thought otherwise.
     *
     * @param newCandidates among those to judge; only positive steps are asked
     * @param windowCandidates among those that may be joined with them, counted no further than a run may hold
     * @param searches in which the step was asked for by itself
     * @param read events that were read and satisfy the step; one that was read twice counts twice
     */
    public record StepCount(long newCandidates, long windowCandidates, int searches, long read) {}

    /**
     * What was read to join with.
     *
     * @param keys join keys that searches were narrowed to
     * @param events read, of any step, also those that satisfy none
     * @param bytes of them
     */
    public record Reading(long keys, long events, long bytes) {}

    /**
     * What it gave.
     *
     * @param suppressed alerts over the cap; they were not written
     * @param ids of the alerts that people see, without building blocks
     */
    public record Alerts(long created, long duplicate, long suppressed, List<String> ids) {}

    /** Whether there is anything to tell. */
    public boolean isIdle() {
        return outcome == Outcome.IDLE;
    }
}
