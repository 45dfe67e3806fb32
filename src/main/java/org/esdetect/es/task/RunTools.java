package org.esdetect.es.task;

import java.util.concurrent.Executor;
import org.elasticsearch.cluster.service.ClusterService;

/**
 * What every run works with.
 *
 * @param executor where events are judged
 * @param limits read at the start of each run
 */
public record RunTools(
        RunAs runAs,
        RuleAuthors authors,
        QuerySource queries,
        AlertSink alerts,
        ClusterService clusterService,
        Executor executor,
        RunLimits limits) {}
