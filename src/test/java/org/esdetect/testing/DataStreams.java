package org.esdetect.testing;

import org.elasticsearch.action.support.PlainActionFuture;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.ClusterStateUpdateTask;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.cluster.service.ClusterService;

/** Data streams of a test node, which lacks the API for them. */
public final class DataStreams {
    private DataStreams() {}

    /**
     * Forgets all data streams; their indices stay and are deleted like others. Without this the test framework cannot
     * delete the templates after a test.
     */
    @SuppressWarnings("deprecation") // the batching queue needs three classes for this one change
    public static void removeAll(ClusterService clusterService) {
        PlainActionFuture<Void> done = new PlainActionFuture<>();
        clusterService.submitUnbatchedStateUpdateTask("test: remove data streams", new ClusterStateUpdateTask() {
            @Override
            public ClusterState execute(ClusterState state) {
                Metadata.Builder metadata = Metadata.builder(state.metadata());
                state.metadata().dataStreams().keySet().forEach(metadata::removeDataStream);
                return ClusterState.builder(state).metadata(metadata).build();
            }

            @Override
            public void onFailure(Exception e) {
                done.onFailure(e);
            }

            @Override
            public void clusterStateProcessed(ClusterState before, ClusterState after) {
                done.onResponse(null);
            }
        });
        done.actionGet();
    }
}
