package org.esdetect.es.action;

import java.io.IOException;
import java.util.List;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.FailedNodeException;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.nodes.TransportNodesAction;
import org.elasticsearch.cluster.node.DiscoveryNode;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.store.RuleReload;

/** Loads on each node, and answers when it is done. */
public final class TransportReloadRulesAction
        extends TransportNodesAction<
                ReloadRulesAction.Request,
                ReloadRulesAction.Response,
                ReloadRulesAction.NodeRequest,
                ReloadRulesAction.NodeLoaded,
                Void> {
    private final RuleReload reload;

    @Inject
    public TransportReloadRulesAction(
            ThreadPool threadPool,
            ClusterService clusterService,
            TransportService transportService,
            ActionFilters actionFilters,
            RuleReload reload) {
        super(
                ReloadRulesAction.TYPE.name(),
                clusterService,
                transportService,
                actionFilters,
                ReloadRulesAction.NodeRequest::new,
                threadPool.generic());
        this.reload = reload;
    }

    @Override
    protected ReloadRulesAction.Response newResponse(
            ReloadRulesAction.Request request,
            List<ReloadRulesAction.NodeLoaded> nodes,
            List<FailedNodeException> failures) {
        return new ReloadRulesAction.Response(clusterService.getClusterName(), nodes, failures);
    }

    @Override
    protected ReloadRulesAction.NodeRequest newNodeRequest(ReloadRulesAction.Request request) {
        return new ReloadRulesAction.NodeRequest();
    }

    @Override
    protected ReloadRulesAction.NodeLoaded newNodeResponse(StreamInput in, DiscoveryNode node) throws IOException {
        return new ReloadRulesAction.NodeLoaded(in, node);
    }

    @Override
    protected void nodeOperationAsync(
            ReloadRulesAction.NodeRequest request, Task task, ActionListener<ReloadRulesAction.NodeLoaded> listener) {
        reload.reload(listener.map(
                generation -> new ReloadRulesAction.NodeLoaded(clusterService.localNode(), generation.number())));
    }

    @Override
    protected ReloadRulesAction.NodeLoaded nodeOperation(ReloadRulesAction.NodeRequest request, Task task) {
        throw new UnsupportedOperationException("loading is asynchronous");
    }
}
