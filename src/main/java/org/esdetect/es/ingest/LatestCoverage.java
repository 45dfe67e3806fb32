package org.esdetect.es.ingest;

import java.util.function.Supplier;
import org.elasticsearch.cluster.ClusterState;
import org.jspecify.annotations.Nullable;

/** The coverage of the newest cluster state, computed anew only when its metadata changed. Any thread. */
public final class LatestCoverage {
    private final Supplier<ClusterState> state;
    private volatile @Nullable Coverage latest;

    public LatestCoverage(Supplier<ClusterState> state) {
        this.state = state;
    }

    public Coverage get() {
        ClusterState now = state.get();
        Coverage known = latest;
        if (known == null || !known.isOf(now)) {
            known = Coverage.of(now);
            latest = known;
        }
        return known;
    }
}
