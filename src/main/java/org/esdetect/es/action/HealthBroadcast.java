package org.esdetect.es.action;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.OriginSettingClient;
import org.elasticsearch.cluster.node.DiscoveryNode;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.persistent.PersistentTasksService;
import org.esdetect.es.health.HealthCollection;
import org.esdetect.es.health.HealthSummary;
import org.esdetect.es.health.NodeReport;
import org.esdetect.es.signal.ProcessorNodes;

/** Sends {@link CollectHealthAction} to all nodes with the plugin; who is late counts as silent. */
public final class HealthBroadcast implements HealthCollection {
    private static final TimeValue TIMEOUT = TimeValue.timeValueSeconds(10);

    private final Client client;
    private final ClusterService clusterService;

    public HealthBroadcast(Client client, ClusterService clusterService) {
        this.client = new OriginSettingClient(client, PersistentTasksService.PERSISTENT_TASK_ORIGIN);
        this.clusterService = clusterService;
    }

    @Override
    public void collect(Optional<HealthSummary> last, ActionListener<Map<String, Optional<NodeReport>>> listener) {
        DiscoveryNode[] nodes = clusterService.state().nodes().stream()
                .filter(node -> node.getAttributes().containsKey(ProcessorNodes.ATTRIBUTE))
                .toArray(DiscoveryNode[]::new);
        CollectHealthAction.Request request = new CollectHealthAction.Request(nodes, last).timeout(TIMEOUT);
        client.execute(CollectHealthAction.TYPE, request, listener.<CollectHealthAction.Response>map(response -> {
            Map<String, Optional<NodeReport>> reports = new LinkedHashMap<>();
            response.getNodes().forEach(answer -> reports.put(answer.getNode().getId(), Optional.of(answer.report())));
            response.failures().forEach(failure -> reports.put(failure.nodeId(), Optional.empty()));
            return reports;
        }));
    }
}
