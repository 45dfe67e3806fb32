package org.esdetect.es.coverage;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;

/**
 * How rules are covered as the cluster stands when it is asked. Any thread.
 *
 * @param scheduled whether rules are run on schedule
 */
public record CurrentCoverage(
        Supplier<ClusterState> state, IndexNameExpressionResolver resolver, BooleanSupplier scheduled) {

    public RuleCoverage now() {
        return new RuleCoverage(state.get(), resolver, scheduled.getAsBoolean());
    }
}
