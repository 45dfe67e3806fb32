package org.esdetect.es.arrival;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.admin.indices.refresh.TransportShardRefreshAction;
import org.elasticsearch.action.admin.indices.stats.IndicesStatsRequest;
import org.elasticsearch.action.admin.indices.stats.IndicesStatsResponse;
import org.elasticsearch.action.admin.indices.stats.ShardStats;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.action.support.RefCountingRunnable;
import org.elasticsearch.action.support.replication.BasicReplicationRequest;
import org.elasticsearch.action.support.replication.ReplicationResponse;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.OriginSettingClient;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.index.Index;
import org.elasticsearch.index.engine.CommitStats;
import org.elasticsearch.index.engine.Engine;
import org.elasticsearch.index.shard.ShardId;
import org.elasticsearch.persistent.PersistentTasksService;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how far shards can be read, in two steps whose order matters: first the global checkpoint of each primary,
 * then a refresh of the shards that have something new. So whatever is at or below a checkpoint is on all in-sync
 * copies and visible in each of them, whichever a search is sent to.
 */
public final class Checkpoints {
    /** A shard without an active primary is to be reported, not waited for. */
    private static final TimeValue REFRESH_TIMEOUT = TimeValue.timeValueSeconds(10);

    private final Client client;
    private final ClusterService clusterService;

    public Checkpoints(Client client, ClusterService clusterService) {
        this.client = new OriginSettingClient(client, PersistentTasksService.PERSISTENT_TASK_ORIGIN);
        this.clusterService = clusterService;
    }

    /**
     * The checkpoint of all shards of {@code indices}. An index that is gone is left out.
     *
     * @param cursors who will read from here: a shard in which none of them has anything to read is not refreshed
     * @param listener answered on a thread of the server; never fails for a shard, only for the whole
     */
    public void read(Collection<Index> indices, Collection<Cursor> cursors, ActionListener<Checkpoint> listener) {
        if (indices.isEmpty()) {
            listener.onResponse(new Checkpoint(Map.of(), new TreeMap<>()));
            return;
        }
        ClusterState state = clusterService.state();
        IndicesStatsRequest request = new IndicesStatsRequest()
                .clear()
                .indices(indices.stream().map(Index::getName).toArray(String[]::new))
                .indicesOptions(IndicesOptions.lenientExpandOpenHidden());
        client.admin().indices().stats(request, listener.delegateFailureAndWrap((next, response) -> {
            Reading reading = new Reading(new ConcurrentHashMap<>(), new ConcurrentSkipListMap<>());
            reading.take(response);
            reading.addMissing(indices, state);
            refresh(reading, cursors, next);
        }));
    }

    private void refresh(Reading reading, Collection<Cursor> cursors, ActionListener<Checkpoint> listener) {
        try (RefCountingRunnable refreshes = new RefCountingRunnable(() -> listener.onResponse(reading.result()))) {
            reading.reached.forEach((shard, position) -> {
                if (cursors.stream()
                        .anyMatch(c -> c.after(ShardKey.of(shard), position.history()) < position.seqNo())) {
                    refresh(shard, reading, ActionListener.releasing(refreshes.acquire()));
                }
            });
        }
    }

    private void refresh(ShardId shard, Reading reading, ActionListener<Void> done) {
        BasicReplicationRequest request = new BasicReplicationRequest(shard).timeout(REFRESH_TIMEOUT);
        client.execute(
                TransportShardRefreshAction.TYPE,
                request,
                ActionListener.runAfter(
                        ActionListener.wrap(
                                response -> {
                                    ReplicationResponse.ShardInfo info = response.getShardInfo();
                                    if (info.getFailed() > 0) {
                                        reading.unavailable(
                                                shard,
                                                "a copy could not be refreshed: " + info.getFailures()[0].reason());
                                    }
                                },
                                failure ->
                                        reading.unavailable(shard, "could not be refreshed: " + failure.getMessage())),
                        () -> done.onResponse(null)));
    }

    /** What is known so far; written by many answers. */
    private record Reading(
            ConcurrentHashMap<ShardId, Position> reached, ConcurrentSkipListMap<ShardId, String> unavailable) {

        void take(IndicesStatsResponse response) {
            for (ShardStats shard : response.getShards()) {
                String history = history(shard.getCommitStats());
                if (shard.getShardRouting().primary()
                        && shard.getShardRouting().active()
                        && shard.getSeqNoStats() != null
                        && history != null) {
                    long checkpoint = Math.max(
                            SeqNoRange.BEFORE_ALL, shard.getSeqNoStats().getGlobalCheckpoint());
                    reached.put(shard.getShardRouting().shardId(), new Position(checkpoint, history));
                }
            }
        }

        private static @Nullable String history(@Nullable CommitStats commit) {
            return commit == null ? null : commit.getUserData().get(Engine.HISTORY_UUID_KEY);
        }

        /** Shards that should be there and did not answer. */
        void addMissing(Collection<Index> indices, ClusterState state) {
            for (Index index : indices) {
                IndexMetadata metadata = state.metadata().index(index);
                int shards = metadata == null ? 0 : metadata.getNumberOfShards();
                for (int number = 0; number < shards; number++) {
                    ShardId shard = new ShardId(index, number);
                    if (!reached.containsKey(shard)) {
                        unavailable.put(shard, "has no active primary");
                    }
                }
            }
        }

        void unavailable(ShardId shard, String reason) {
            reached.remove(shard);
            unavailable.put(shard, reason);
        }

        Checkpoint result() {
            return new Checkpoint(Map.copyOf(reached), new TreeMap<>(unavailable));
        }
    }
}
