package org.esdetect.es.schedule;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.ResourceAlreadyExistsException;
import org.elasticsearch.ResourceNotFoundException;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.ClusterChangedEvent;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.ClusterStateListener;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.component.Lifecycle;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.gateway.GatewayService;
import org.elasticsearch.persistent.PersistentTasksCustomMetadata;
import org.elasticsearch.persistent.PersistentTasksCustomMetadata.PersistentTask;
import org.elasticsearch.persistent.PersistentTasksService;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.es.DetectNames;
import org.esdetect.es.signal.ProcessorNodes;

/**
 * Keeps the persistent task in the cluster state while {@link ScheduleSettings#ENABLED} says so, and out of it
 * otherwise; from the elected master.
 *
 * <p>Waits for all nodes to have the plugin: one without it could not read the cluster state with the task in it.
 */
final class TaskStarter implements ClusterStateListener {
    private static final Logger logger = LogManager.getLogger(TaskStarter.class);
    private static final TimeValue TIMEOUT = TimeValue.timeValueSeconds(30);

    private final PersistentTasksService tasks;
    private final ClusterService clusterService;
    private final ThreadPool threadPool;
    private final AtomicBoolean inFlight = new AtomicBoolean();
    private volatile boolean enabled;

    public TaskStarter(ClusterService clusterService, ThreadPool threadPool, Client client) {
        this.tasks = new PersistentTasksService(clusterService, threadPool, client);
        this.clusterService = clusterService;
        this.threadPool = threadPool;
        clusterService.getClusterSettings().initializeAndWatch(ScheduleSettings.ENABLED, value -> {
            enabled = value;
            // The state that brought the setting was looked at with the old value, or will not be followed by another.
            threadPool.generic().execute(this::look);
        });
    }

    @Override
    public void clusterChanged(ClusterChangedEvent event) {
        look(event.state());
    }

    private void look() {
        if (clusterService.lifecycleState() == Lifecycle.State.STARTED) {
            look(clusterService.state());
        }
    }

    private void look(ClusterState state) {
        if (!state.nodes().isLocalNodeElectedMaster()
                || state.blocks().hasGlobalBlock(GatewayService.STATE_NOT_RECOVERED_BLOCK)) {
            return;
        }
        boolean there = PersistentTasksCustomMetadata.getTaskWithId(state, DetectNames.TASK) != null;
        if (enabled && !there && allNodesHaveThePlugin(state) && inFlight.compareAndSet(false, true)) {
            tasks.sendStartRequest(
                    DetectNames.TASK,
                    DetectNames.TASK,
                    new DetectTaskParams(),
                    TIMEOUT,
                    this.<PersistentTask<DetectTaskParams>>done("start"));
        } else if (!enabled && there && inFlight.compareAndSet(false, true)) {
            tasks.sendRemoveRequest(DetectNames.TASK, TIMEOUT, done("remove"));
        }
    }

    private static boolean allNodesHaveThePlugin(ClusterState state) {
        return state.nodes().stream().allMatch(node -> node.getAttributes().containsKey(ProcessorNodes.ATTRIBUTE));
    }

    private <T> ActionListener<T> done(String what) {
        ActionListener<T> logged = ActionListener.wrap(
                task -> logger.debug("[{}] of the task [{}] is done", what, DetectNames.TASK), failure -> {
                    Throwable cause = ExceptionsHelper.unwrapCause(failure);
                    if (!(cause instanceof ResourceAlreadyExistsException
                            || cause instanceof ResourceNotFoundException)) {
                        logger.warn(
                                "could not " + what + " the task [" + DetectNames.TASK + "]; trying again", failure);
                    }
                });
        return ActionListener.runAfter(logged, () -> {
            inFlight.set(false);
            threadPool.generic().execute(this::look);
        });
    }
}
