package org.esdetect.es.spread;

import java.util.concurrent.Executor;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionListenerResponseHandler;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.ChannelActionListener;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.cluster.node.DiscoveryNode;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportRequestOptions;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.DetectNames;

/** Sends a run to the node that was chosen for it, and does what was sent to this one. */
public final class TransportRuleRunAction extends TransportAction<RuleRunAction.Request, RuleRunAction.Response> {
    /** A node cancels what takes too long by itself; this is for one that does not answer at all. */
    private static final TimeValue ANSWER = TimeValue.timeValueSeconds(30);

    private final ClusterService clusterService;
    private final TransportService transportService;
    private final Executor executor;

    @Inject
    public TransportRuleRunAction(
            TransportService transportService,
            ActionFilters actionFilters,
            ClusterService clusterService,
            RunWorker worker) {
        super(
                RuleRunAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().executor(DetectNames.THREAD_POOL));
        this.clusterService = clusterService;
        this.transportService = transportService;
        this.executor = transportService.getThreadPool().executor(DetectNames.THREAD_POOL);
        transportService.registerRequestHandler(
                RuleRunAction.ON_NODE,
                executor,
                RuleRunAction.NodeRequest::new,
                (request, channel, task) -> ActionListener.run(
                        new ChannelActionListener<RuleRunAction.Response>(channel),
                        listener -> worker.run(
                                request.message(), (RuleRunTask) task, transportService.getTaskManager(), listener)));
    }

    @Override
    protected void doExecute(
            Task task, RuleRunAction.Request request, ActionListener<RuleRunAction.Response> listener) {
        DiscoveryNode node = clusterService.state().nodes().get(request.nodeId());
        if (node == null) {
            throw new IllegalStateException("node [" + request.nodeId() + "] has left the cluster");
        }
        TimeValue timeout =
                TimeValue.timeValueMillis(request.message().timeout().millis() + ANSWER.millis());
        transportService.sendChildRequest(
                node,
                RuleRunAction.ON_NODE,
                new RuleRunAction.NodeRequest(request.message()),
                task,
                TransportRequestOptions.timeout(timeout),
                new ActionListenerResponseHandler<>(listener, RuleRunAction.Response::new, executor));
    }
}
