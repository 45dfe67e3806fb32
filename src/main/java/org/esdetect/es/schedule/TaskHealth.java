package org.esdetect.es.schedule;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.gateway.GatewayService;
import org.elasticsearch.persistent.PersistentTasksCustomMetadata;
import org.elasticsearch.persistent.PersistentTasksCustomMetadata.PersistentTask;
import org.esdetect.es.DetectNames;
import org.esdetect.es.health.ClusterHealth;
import org.esdetect.es.health.Finding;
import org.esdetect.es.health.Symptom;

/** Whether the task that runs rules is assigned, by the cluster state. */
public final class TaskHealth implements ClusterHealth {
    /** As Elasticsearch says it where a task is about to be assigned. */
    private static final Set<String> WAITING = Set.of(
            PersistentTasksCustomMetadata.INITIAL_ASSIGNMENT.getExplanation(), "awaiting reassignment after node loss");

    private final BooleanSupplier enabled;

    /** @param enabled what {@link ScheduleSettings#ENABLED} says, whether it was set for the cluster or the node */
    public TaskHealth(BooleanSupplier enabled) {
        this.enabled = enabled;
    }

    @Override
    public List<Finding> findings(ClusterState state, long nowMillis) {
        if (state.blocks().hasGlobalBlock(GatewayService.STATE_NOT_RECOVERED_BLOCK)) {
            return List.of();
        }
        if (!enabled.getAsBoolean()) {
            return List.of(Finding.of(Symptom.SCHEDULE_DISABLED, ""));
        }
        PersistentTask<?> task = PersistentTasksCustomMetadata.getTaskWithId(state, DetectNames.TASK);
        if (task == null) {
            return List.of(Finding.of(Symptom.TASK_UNASSIGNED, "there is no task [" + DetectNames.TASK + "]"));
        }
        if (task.isAssigned()) {
            return List.of();
        }
        String why = task.getAssignment().getExplanation();
        return List.of(Finding.of(WAITING.contains(why) ? Symptom.TASK_WAITING : Symptom.TASK_UNASSIGNED, why));
    }
}
