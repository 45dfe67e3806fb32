package org.esdetect.es.signal;

import java.util.Comparator;
import java.util.List;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.node.DiscoveryNode;

/**
 * Which nodes can run our processor. Each node with the plugin says so by an attribute: a softer sign than a feature or
 * a type in the cluster state, which would keep nodes without the plugin from joining.
 */
public final class ProcessorNodes {
    /** The plugin sets {@code node.attr.} with this name, to {@code true}. */
    public static final String ATTRIBUTE = "detect";

    private ProcessorNodes() {}

    /** Whether every node that may run a pipeline has the plugin; on one without it writes would fail. */
    static boolean haveProcessor(ClusterState state) {
        return without(state).isEmpty();
    }

    /** The names of ingest nodes without the plugin, sorted. */
    public static List<String> without(ClusterState state) {
        return nodesWithout(state).stream().map(DiscoveryNode::getName).toList();
    }

    /** The ingest nodes without the plugin, by name. */
    static List<DiscoveryNode> nodesWithout(ClusterState state) {
        return state.nodes().getIngestNodes().values().stream()
                .filter(node -> !node.getAttributes().containsKey(ATTRIBUTE))
                .sorted(Comparator.comparing(DiscoveryNode::getName))
                .toList();
    }
}
