package org.esdetect.es.action;

import java.io.IOException;
import java.util.List;
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
import org.esdetect.es.health.LatestHealth;
import org.esdetect.es.health.NodeHealth;

/** Keeps what the master found out, and says what is wrong on this node. */
public final class TransportCollectHealthAction
        extends TransportNodesAction<
                CollectHealthAction.Request,
                CollectHealthAction.Response,
                CollectHealthAction.NodeRequest,
                CollectHealthAction.NodeAnswer,
                Void> {
    private final ThreadPool threadPool;
    private final NodeHealth health;
    private final LatestHealth latest;

    @Inject
    public TransportCollectHealthAction(
            ThreadPool threadPool,
            ClusterService clusterService,
            TransportService transportService,
            ActionFilters actionFilters,
            NodeHealth health,
            LatestHealth latest) {
        super(
                CollectHealthAction.TYPE.name(),
                clusterService,
                transportService,
                actionFilters,
                CollectHealthAction.NodeRequest::new,
                threadPool.executor(ThreadPool.Names.MANAGEMENT));
        this.threadPool = threadPool;
        this.health = health;
        this.latest = latest;
    }

    @Override
    protected CollectHealthAction.Response newResponse(
            CollectHealthAction.Request request,
            List<CollectHealthAction.NodeAnswer> nodes,
            List<FailedNodeException> failures) {
        return new CollectHealthAction.Response(clusterService.getClusterName(), nodes, failures);
    }

    @Override
    protected CollectHealthAction.NodeRequest newNodeRequest(CollectHealthAction.Request request) {
        return new CollectHealthAction.NodeRequest(request.last());
    }

    @Override
    protected CollectHealthAction.NodeAnswer newNodeResponse(StreamInput in, DiscoveryNode node) throws IOException {
        return new CollectHealthAction.NodeAnswer(in, node);
    }

    @Override
    protected CollectHealthAction.NodeAnswer nodeOperation(CollectHealthAction.NodeRequest request, Task task) {
        request.last().ifPresent(latest::offer);
        return new CollectHealthAction.NodeAnswer(
                clusterService.localNode(), health.report(threadPool.absoluteTimeInMillis()));
    }
}
