package org.esdetect.es.schedule;

import java.util.Collection;
import java.util.Map;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.node.DiscoveryNode;
import org.elasticsearch.persistent.AllocatedPersistentTask;
import org.elasticsearch.persistent.PersistentTaskState;
import org.elasticsearch.persistent.PersistentTasksCustomMetadata.Assignment;
import org.elasticsearch.persistent.PersistentTasksCustomMetadata.PersistentTask;
import org.elasticsearch.persistent.PersistentTasksExecutor;
import org.elasticsearch.tasks.TaskId;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.es.DetectNames;
import org.esdetect.es.signal.ProcessorNodes;
import org.jspecify.annotations.Nullable;

/** Puts the task on a data node that has the plugin, and starts it there. */
final class DetectTaskExecutor extends PersistentTasksExecutor<DetectTaskParams> {
    private final ThreadPool threadPool;
    private final ScheduleStats stats;
    private final Ticks ticks;

    DetectTaskExecutor(ThreadPool threadPool, Ticks ticks, ScheduleStats stats) {
        super(DetectNames.TASK, threadPool.generic());
        this.threadPool = threadPool;
        this.stats = stats;
        this.ticks = ticks;
    }

    @Override
    public Assignment getAssignment(DetectTaskParams params, Collection<DiscoveryNode> candidates, ClusterState state) {
        DiscoveryNode node = selectLeastLoadedNode(
                state,
                candidates,
                each -> each.canContainData() && each.getAttributes().containsKey(ProcessorNodes.ATTRIBUTE));
        return node == null ? NO_NODE_FOUND : new Assignment(node.getId(), "");
    }

    @Override
    protected AllocatedPersistentTask createTask(
            long id,
            String type,
            String action,
            TaskId parent,
            PersistentTask<DetectTaskParams> task,
            Map<String, String> headers) {
        return new DetectTask(id, type, action, getDescription(task), parent, headers, ticks, threadPool, stats);
    }

    @Override
    protected void nodeOperation(
            AllocatedPersistentTask task, DetectTaskParams params, @Nullable PersistentTaskState state) {
        ((DetectTask) task).start();
    }
}
