package org.esdetect.es.task;

import java.util.List;
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
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What it took.
     *
     * @param candidates for each step, and last for the until condition, how many events its query found
     * @param notes what people should know although nothing failed
     */
    public record Work(List<Long> candidates, int searches, Alerts alerts, List<String> notes) {}

    /**
     * What it gave.
     *
     * @param suppressed alerts over the cap; they were not written
     * @param ids of the alerts that people see, without building blocks
     */
    public record Alerts(AlertSink.Written written, long suppressed, List<String> ids) {}
}
