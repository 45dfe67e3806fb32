package org.esdetect.es.run;

import java.util.concurrent.Executor;
import org.elasticsearch.cluster.service.ClusterService;
import org.esdetect.es.rights.RunAs;
import org.esdetect.es.rights.SearchRights;

/**
 * What every run works with.
 *
 * @param executor where events are judged
 * @param limits read at the start of each run
 */
public record RunTools(
        RunAs runAs,
        SearchRights rights,
        QuerySource queries,
        AlertSink alerts,
        ClusterService clusterService,
        Executor executor,
        RunLimits limits) {

    /** The same for runs with other rights. */
    public RunTools withRights(SearchRights others) {
        return new RunTools(runAs, others, queries, alerts, clusterService, executor, limits);
    }

    /** The same for one run, with its own way to search and to write. */
    RunTools with(SearchRights otherRights, AlertSink otherAlerts) {
        return new RunTools(runAs, otherRights, queries, otherAlerts, clusterService, executor, limits);
    }
}
