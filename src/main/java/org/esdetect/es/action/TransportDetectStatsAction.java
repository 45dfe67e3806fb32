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
import org.esdetect.es.stats.StatsSources;

/** Asks every node for its counters. */
public final class TransportDetectStatsAction
        extends TransportNodesAction<
                DetectStatsAction.Request,
                DetectStatsAction.Response,
                DetectStatsAction.NodeRequest,
                DetectStatsAction.NodeStats,
                Void> {
    private final StatsSources sources;

    @Inject
    public TransportDetectStatsAction(
            ThreadPool threadPool,
            ClusterService clusterService,
            TransportService transportService,
            ActionFilters actionFilters,
            StatsSources sources) {
        super(
                DetectStatsAction.TYPE.name(),
                clusterService,
                transportService,
                actionFilters,
                DetectStatsAction.NodeRequest::new,
                threadPool.executor(ThreadPool.Names.MANAGEMENT));
        this.sources = sources;
    }

    @Override
    protected DetectStatsAction.Response newResponse(
            DetectStatsAction.Request request,
            List<DetectStatsAction.NodeStats> nodes,
            List<FailedNodeException> failures) {
        return new DetectStatsAction.Response(
                clusterService.getClusterName(),
                nodes,
                failures,
                sources.total(nodes.stream()
                        .map(DetectStatsAction.NodeStats::sections)
                        .toList()));
    }

    @Override
    protected DetectStatsAction.NodeRequest newNodeRequest(DetectStatsAction.Request request) {
        return new DetectStatsAction.NodeRequest();
    }

    @Override
    protected DetectStatsAction.NodeStats newNodeResponse(StreamInput in, DiscoveryNode node) throws IOException {
        return new DetectStatsAction.NodeStats(in, node);
    }

    @Override
    protected DetectStatsAction.NodeStats nodeOperation(DetectStatsAction.NodeRequest request, Task task) {
        return new DetectStatsAction.NodeStats(clusterService.localNode(), sources.collect());
    }
}
