package org.esdetect.es.spread;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.elasticsearch.cluster.node.DiscoveryNode;

/** How many runs each node does, and whose turn is next. For one thread at a time. */
final class Places {
    private final Map<String, Integer> taken = new HashMap<>();
    private String lastNode = "";

    /** Whether each of {@code nodes}, if there are any, does as many as it may. */
    boolean areTaken(NavigableMap<String, DiscoveryNode> nodes, int perNode) {
        return !nodes.isEmpty() && nodes.keySet().stream().allMatch(node -> taken(node) >= perNode);
    }

    /**
     * A place on the next of {@code nodes} that has one.
     *
     * @param refused the nodes that are not to be asked
     */
    Optional<DiscoveryNode> take(NavigableMap<String, DiscoveryNode> nodes, Set<String> refused, int perNode) {
        for (DiscoveryNode node : inTurn(nodes)) {
            if (taken(node.getId()) < perNode && !refused.contains(node.getId())) {
                taken.merge(node.getId(), 1, Integer::sum);
                lastNode = node.getId();
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    void giveBack(DiscoveryNode node) {
        taken.merge(node.getId(), -1, Integer::sum);
        taken.remove(node.getId(), 0);
    }

    private int taken(String nodeId) {
        return taken.getOrDefault(nodeId, 0);
    }

    private List<DiscoveryNode> inTurn(NavigableMap<String, DiscoveryNode> nodes) {
        List<DiscoveryNode> turn =
                new ArrayList<>(nodes.tailMap(lastNode, false).values());
        turn.addAll(nodes.headMap(lastNode, true).values());
        return turn;
    }
}
