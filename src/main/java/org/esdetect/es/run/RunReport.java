package org.esdetect.es.run;

import java.util.Map;
import org.elasticsearch.cluster.node.DiscoveryNode;
import org.elasticsearch.core.TimeValue;
import org.esdetect.es.arrival.Position;
import org.esdetect.es.arrival.ShardKey;

/**
 * A run that is over, with what its result does not say.
 *
 * @param startedMillis when it was begun, by the clock of the node that owns the schedule
 * @param lateMillis how long after it was due that was
 * @param timeout when it would have been cancelled; {@link TimeValue#MINUS_ONE} for never
 * @param phaseMillis how long each phase took; empty for a run that asked for nothing
 */
public record RunReport(
        RunRequest run,
        RunResult result,
        Place place,
        long startedMillis,
        long lateMillis,
        TimeValue timeout,
        Map<String, Long> phaseMillis) {

    /** @param dueMillis when it was due; 0 when it was due from the first, or was not due but asked for */
    public static RunReport of(
            RunRequest run,
            RunResult result,
            DiscoveryNode node,
            long startedMillis,
            long dueMillis,
            TimeValue timeout,
            Map<String, Long> phaseMillis) {
        return new RunReport(
                run,
                result,
                new Place(node.getId(), node.getName()),
                startedMillis,
                dueMillis == 0 ? 0 : Math.max(0, startedMillis - dueMillis),
                timeout,
                phaseMillis);
    }

    /** Operations in the run's scope that its cursor did not pass. */
    public long unread() {
        if (!(run.scope() instanceof Scope.Arrived arrived) || result.outcome().isWhole()) {
            return 0;
        }
        return arrived.arrivals().ranges().entrySet().stream()
                .mapToLong(entry -> {
                    Position position = result.reached().get(ShardKey.of(entry.getKey()));
                    long after = position == null ? entry.getValue().after() : position.seqNo();
                    return Math.max(0, entry.getValue().upTo() - after);
                })
                .sum();
    }

    /** The node that did it. */
    public record Place(String id, String name) {}
}
