package org.esdetect.es.health;

import java.util.List;
import org.elasticsearch.cluster.ClusterState;

/** A part of the plugin that sees in the cluster state what is wrong. */
@FunctionalInterface
public interface ClusterHealth {
    /** What is wrong by {@code state}; cheap, does not wait; any thread. */
    List<Finding> findings(ClusterState state, long nowMillis);
}
