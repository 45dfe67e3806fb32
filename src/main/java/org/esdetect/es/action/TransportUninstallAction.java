package org.esdetect.es.action;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.ClusterStateObserver;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.node.NodeClosedException;
import org.elasticsearch.persistent.PersistentTasksCustomMetadata;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.DetectNames;
import org.esdetect.es.attach.Attachment;
import org.esdetect.es.attach.Changes;
import org.esdetect.es.attach.UninstallPlan;

/** Leaves the cluster so that nodes without the plugin can serve it, and waits until the task is gone. */
public final class TransportUninstallAction extends TransportAction<AttachmentAction.Request, MapResponse> {
    private static final Logger logger = LogManager.getLogger(TransportUninstallAction.class);

    private final Client client;
    private final ClusterService clusterService;
    private final ThreadPool threadPool;

    @Inject
    public TransportUninstallAction(
            TransportService transportService,
            ActionFilters actionFilters,
            Client client,
            ClusterService clusterService) {
        super(
                AttachmentAction.UNINSTALL.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.client = client;
        this.clusterService = clusterService;
        this.threadPool = transportService.getThreadPool();
    }

    @Override
    protected void doExecute(Task task, AttachmentAction.Request request, ActionListener<MapResponse> listener) {
        Attachment attachment =
                new Attachment(() -> UninstallPlan.of(clusterService.state()), new Changes(client, request.timeout()));
        attachment.run(request.dryRun(), listener.delegateFailureAndWrap((next, answer) -> {
            if (request.dryRun()) {
                next.onResponse(new MapResponse(answer));
            } else {
                awaitTaskGone(request.timeout(), next.map(gone -> finished(answer, gone)));
            }
        }));
    }

    private static MapResponse finished(Map<String, Object> answer, boolean taskIsGone) {
        Map<String, Object> finished = new LinkedHashMap<>(answer);
        finished.put("task_removed", taskIsGone);
        finished.put(
                "next",
                taskIsGone
                        ? List.of(
                                "take every [detect.*] line out of elasticsearch.yml",
                                "bin/elasticsearch-plugin remove detect, and restart, node by node",
                                "clear the archived settings: PUT _cluster/settings {\"persistent\": {\"archived.*\": null}}")
                        : List.of("the task [detect] is still there: call this again before you remove the plugin"));
        return new MapResponse(finished);
    }

    private void awaitTaskGone(TimeValue timeout, ActionListener<Boolean> listener) {
        ClusterStateObserver.waitForState(
                clusterService,
                threadPool.getThreadContext(),
                new ClusterStateObserver.Listener() {
                    @Override
                    public void onNewClusterState(ClusterState state) {
                        listener.onResponse(true);
                    }

                    @Override
                    public void onClusterServiceClose() {
                        listener.onFailure(new NodeClosedException(clusterService.localNode()));
                    }

                    @Override
                    public void onTimeout(TimeValue waited) {
                        listener.onResponse(false);
                    }
                },
                state -> PersistentTasksCustomMetadata.getTaskWithId(state, DetectNames.TASK) == null,
                timeout,
                logger);
    }
}
