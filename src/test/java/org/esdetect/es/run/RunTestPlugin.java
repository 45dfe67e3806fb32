package org.esdetect.es.run;

import java.util.Collection;
import java.util.List;
import org.elasticsearch.cluster.routing.RoutingNode;
import org.elasticsearch.cluster.routing.ShardRouting;
import org.elasticsearch.cluster.routing.allocation.RoutingAllocation;
import org.elasticsearch.cluster.routing.allocation.decider.AllocationDecider;
import org.elasticsearch.cluster.routing.allocation.decider.Decision;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.plugins.ClusterPlugin;
import org.elasticsearch.plugins.SearchPlugin;
import org.esdetect.es.arrival.ArrivalsQueryBuilder;
import org.esdetect.es.plugin.PartOfDetect;

/** What runs need of the server, without the task that starts them; and a way to keep an index from its node. */
public final class RunTestPlugin extends PartOfDetect implements SearchPlugin, ClusterPlugin {
    /** The value of {@code index.routing.allocation.require._name} of an index that no node is to hold. */
    static final String NOBODY = "nobody";

    @Override
    public List<QuerySpec<?>> getQueries() {
        return List.of(ArrivalsQueryBuilder.spec());
    }

    @Override
    public Collection<AllocationDecider> createAllocationDeciders(Settings settings, ClusterSettings clusterSettings) {
        return List.of(new NoForcing());
    }

    /**
     * A primary that is there already may be forced onto its node whatever its filters say; not one that is refused.
     */
    private static final class NoForcing extends AllocationDecider {
        @Override
        public Decision canForceAllocatePrimary(ShardRouting shard, RoutingNode node, RoutingAllocation allocation) {
            String required = allocation
                    .metadata()
                    .getIndexSafe(shard.index())
                    .getSettings()
                    .get("index.routing.allocation.require._name", "");
            return required.equals(NOBODY) ? Decision.NO : Decision.YES;
        }
    }
}
