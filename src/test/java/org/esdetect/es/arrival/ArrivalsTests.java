package org.esdetect.es.arrival;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.DocWriteRequest;
import org.elasticsearch.action.admin.indices.delete.DeleteIndexRequest;
import org.elasticsearch.action.admin.indices.rollover.RolloverRequest;
import org.elasticsearch.action.admin.indices.template.put.TransportPutComposableIndexTemplateAction;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.support.PlainActionFuture;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.ClusterStateUpdateTask;
import org.elasticsearch.cluster.metadata.ComposableIndexTemplate;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.Index;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.SearchPlugin;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.search.SearchModule;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.elasticsearch.test.ESSingleNodeTestCase;
import org.elasticsearch.xcontent.NamedXContentRegistry;
import org.elasticsearch.xcontent.XContentParseException;
import org.elasticsearch.xcontent.XContentParserConfiguration;
import org.elasticsearch.xcontent.json.JsonXContent;
import org.junit.After;

public class ArrivalsTests extends ESSingleNodeTestCase {
    /** What the plugin registers, alone. */
    public static final class ArrivalsPlugin extends Plugin implements SearchPlugin {
        @Override
        public List<QuerySpec<?>> getQueries() {
            return List.of(ArrivalsQueryBuilder.spec());
        }
    }

    private Cursor cursor = Cursor.EMPTY;

    @Override
    protected Collection<Class<? extends Plugin>> getPlugins() {
        return List.of(ArrivalsPlugin.class);
    }

    /** The bare server cannot delete a data stream, and its template cannot go while it is there. */
    @After
    @SuppressWarnings("deprecation")
    public void deleteDataStream() throws Exception {
        if (clusterState().metadata().dataStreams().isEmpty()) {
            return;
        }
        CountDownLatch deleted = new CountDownLatch(1);
        getInstanceFromNode(ClusterService.class)
                .submitUnbatchedStateUpdateTask("delete stream", new ClusterStateUpdateTask() {
                    @Override
                    public ClusterState execute(ClusterState state) {
                        return ClusterState.builder(state)
                                .metadata(Metadata.builder(state.metadata()).removeDataStream("stream"))
                                .build();
                    }

                    @Override
                    public void onFailure(Exception failure) {
                        throw new AssertionError(failure);
                    }

                    @Override
                    public void clusterStateProcessed(ClusterState before, ClusterState after) {
                        deleted.countDown();
                    }
                });
        Assertions.assertThat(deleted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    public void testRead_beforeAnyRefresh_findsWhatWasIndexed() {
        createUnrefreshed("logs", 2);
        index("logs", "1");
        index("logs", "2");
        Assertions.assertThat(take("logs")).containsExactly("1", "2");
        Assertions.assertThat(take("logs")).isEmpty();
        index("logs", "3");
        Assertions.assertThat(take("logs")).containsExactly("3");
    }

    public void testRead_nothingNew_refreshesNothing() {
        createUnrefreshed("logs", 1);
        index("logs", "1");
        take("logs");
        long before = refreshes("logs");
        Assertions.assertThat(take("logs")).isEmpty();
        Assertions.assertThat(refreshes("logs")).isEqualTo(before);
    }

    public void testTake_updatedDocument_isFoundAgainAndDeletedIsNot() {
        createUnrefreshed("logs", 1);
        index("logs", "1");
        index("logs", "2");
        take("logs");
        index("logs", "1");
        client().prepareDelete("logs", "2").get();
        index("logs", "3");
        client().prepareDelete("logs", "3").get();
        Assertions.assertThat(take("logs")).containsExactly("1");
        Assertions.assertThat(cursor.after(shard("logs", 0), history("logs"))).isEqualTo(5);
    }

    public void testTake_rolledOverDataStream_readsTheOldAndTheNewBackingIndex() throws Exception {
        TransportPutComposableIndexTemplateAction.Request template =
                new TransportPutComposableIndexTemplateAction.Request("stream")
                        .indexTemplate(ComposableIndexTemplate.builder()
                                .indexPatterns(List.of("stream*"))
                                .dataStreamTemplate(new ComposableIndexTemplate.DataStreamTemplate())
                                .build());
        client().execute(TransportPutComposableIndexTemplateAction.TYPE, template)
                .get();
        create("stream", "1");
        Assertions.assertThat(take(backing("stream"))).containsExactly("1");
        create("stream", "2");
        client().admin()
                .indices()
                .rolloverIndex(new RolloverRequest("stream", null))
                .get();
        create("stream", "3");
        Assertions.assertThat(backing("stream")).hasSize(2);
        Assertions.assertThat(take(backing("stream"))).containsExactly("2", "3");
        Assertions.assertThat(take(backing("stream"))).isEmpty();
    }

    public void testTake_newIndex_isReadFromItsFirstOperation() {
        createUnrefreshed("one", 1);
        index("one", "1");
        take("one");
        createUnrefreshed("two", 1);
        index("two", "2");
        Assertions.assertThat(take("one", "two")).containsExactly("2");
    }

    public void testTake_deletedIndex_leavesNoTrace() {
        createUnrefreshed("one", 1);
        createUnrefreshed("two", 1);
        index("two", "2");
        Index gone = resolve("two");
        take("one", "two");
        client().admin().indices().delete(new DeleteIndexRequest("two")).actionGet();
        Checkpoint checkpoint = read(List.of(resolve("one"), gone));
        Assertions.assertThat(checkpoint.unavailable()).isEmpty();
        Assertions.assertThat(checkpoint.indexUuids())
                .containsExactly(resolve("one").getUUID());
        cursor = cursor.keepOnly(Set.of(resolve("one").getUUID()));
        Assertions.assertThat(cursor.indexUuids())
                .containsExactly(resolve("one").getUUID());

        createUnrefreshed("two", 1);
        index("two", "again");
        Assertions.assertThat(take("one", "two")).containsExactly("again");
    }

    public void testRead_indexWithoutAPrimary_isReportedAndTheOthersAreRead() {
        createUnrefreshed("one", 1);
        client().admin()
                .indices()
                .prepareCreate("red")
                .setSettings(Settings.builder().put("index.routing.allocation.require._name", "nobody"))
                .setWaitForActiveShards(0)
                .get();
        index("one", "1");
        Checkpoint checkpoint = read(List.of(resolve("one"), resolve("red")));
        Assertions.assertThat(checkpoint.unavailable().values()).containsExactly("has no active primary");
        Assertions.assertThat(checkpoint.unavailable().firstKey().getIndexName())
                .isEqualTo("red");
        Arrivals arrivals = checkpoint.since(cursor, checkpoint.indexUuids());
        Assertions.assertThat(search(arrivals.newDocuments(), "one")).containsExactly("1");
        Assertions.assertThat(arrivals.next()).containsOnlyKeys(shard("one", 0));
    }

    public void testSearch_shardWithoutARange_givesNothing() {
        createUnrefreshed("one", 1);
        createUnrefreshed("two", 1);
        index("one", "1");
        index("two", "2");
        Arrivals arrivals = read(List.of(resolve("one"), resolve("two")))
                .since(Cursor.EMPTY, Set.of(resolve("one").getUUID()));
        Assertions.assertThat(search(arrivals.newDocuments(), "one", "two")).containsExactly("1");
    }

    public void testAllDocuments_afterTheCheckpoint_leavesOutWhatCameLater() {
        createUnrefreshed("logs", 1);
        index("logs", "1");
        take("logs");
        index("logs", "2");
        Checkpoint checkpoint = read(List.of(resolve("logs")));
        index("logs", "3");
        client().admin().indices().prepareRefresh("logs").get();
        Arrivals arrivals = checkpoint.since(cursor, checkpoint.indexUuids());
        Assertions.assertThat(search(arrivals.newDocuments(), "logs")).containsExactly("2");
        Assertions.assertThat(search(arrivals.allDocuments(), "logs")).containsExactly("1", "2");
    }

    public void testQuery_overTheWire_isTheSame() throws Exception {
        ArrivalsQueryBuilder query = new ArrivalsQueryBuilder(
                Map.of(new ShardKey("a", 0), new SeqNoRange(-1, 5), new ShardKey("b", 3), new SeqNoRange(7, 1L << 40)));
        query.queryName("new");
        QueryBuilder copy = copyNamedWriteable(
                query,
                new NamedWriteableRegistry(
                        new SearchModule(Settings.EMPTY, List.of(new ArrivalsPlugin())).getNamedWriteables()),
                QueryBuilder.class);
        Assertions.assertThat(copy).isEqualTo(query).hasSameHashCodeAs(query).isNotSameAs(query);
        Assertions.assertThat(new ArrivalsQueryBuilder(Map.of())).isNotEqualTo(query);
        Assertions.assertThat(query.toString()).contains("\"a/0\"").contains("\"b/3\"");
    }

    public void testQuery_fromAClient_isRefusedWithACure() throws Exception {
        NamedXContentRegistry registry = new NamedXContentRegistry(
                new SearchModule(Settings.EMPTY, List.of(new ArrivalsPlugin())).getNamedXContents());
        try (var parser = JsonXContent.jsonXContent.createParser(
                XContentParserConfiguration.EMPTY.withRegistry(registry),
                "{\"query\":{\"detect_arrivals\":{\"a/0\":[0,1]}}}")) {
            Exception refusal = expectThrows(
                    Exception.class, () -> new SearchSourceBuilder().parseXContent(parser, true, f -> true));
            Throwable cause = refusal instanceof XContentParseException ? refusal.getCause() : refusal;
            Assertions.assertThat(cause)
                    .hasMessage(
                            "[detect_arrivals] is used by the plugin's own searches only; query a time range instead");
        }
    }

    private SortedSet<String> take(String... indices) {
        List<Index> resolved = new ArrayList<>();
        for (String index : indices) {
            resolved.add(resolve(index));
        }
        Checkpoint checkpoint = read(resolved);
        Arrivals arrivals = checkpoint.since(cursor, checkpoint.indexUuids());
        SortedSet<String> found = search(arrivals.newDocuments(), indices);
        cursor = cursor.advance(arrivals.next());
        return found;
    }

    private Checkpoint read(List<Index> indices) {
        PlainActionFuture<Checkpoint> future = new PlainActionFuture<>();
        new Checkpoints(client(), getInstanceFromNode(ClusterService.class)).read(indices, List.of(cursor), future);
        return future.actionGet();
    }

    private SortedSet<String> search(QueryBuilder query, String... indices) {
        SortedSet<String> ids = new TreeSet<>();
        SearchRequest request = new SearchRequest(indices)
                .source(new SearchSourceBuilder().query(query).size(100));
        var response = client().search(request).actionGet();
        try {
            assertEquals(RestStatus.OK, response.status());
            response.getHits().forEach(hit -> ids.add(hit.getId()));
        } finally {
            response.decRef();
        }
        return ids;
    }

    private void createUnrefreshed(String index, int shards) {
        createIndex(
                index,
                Settings.builder()
                        .put("index.number_of_shards", shards)
                        .put("index.number_of_replicas", 0)
                        .put("index.refresh_interval", "-1")
                        .build());
    }

    private void index(String index, String id) {
        client().index(new IndexRequest(index).id(id).source("a", 1)).actionGet();
    }

    private void create(String stream, String id) {
        client().index(new IndexRequest(stream)
                        .id(id)
                        .opType(DocWriteRequest.OpType.CREATE)
                        .source("@timestamp", "2026-01-01T00:00:00Z"))
                .actionGet();
    }

    private String[] backing(String stream) {
        return clusterState().metadata().dataStreams().get(stream).getIndices().stream()
                .map(Index::getName)
                .toArray(String[]::new);
    }

    private Index resolve(String name) {
        return clusterState().metadata().index(name).getIndex();
    }

    private ShardKey shard(String index, int number) {
        return new ShardKey(resolve(index).getUUID(), number);
    }

    private String history(String index) {
        return cursor.positions().get(shard(index, 0)).history();
    }

    private ClusterState clusterState() {
        return getInstanceFromNode(ClusterService.class).state();
    }

    private long refreshes(String index) {
        return client().admin()
                .indices()
                .prepareStats(index)
                .setRefresh(true)
                .get()
                .getPrimaries()
                .getRefresh()
                .getTotal();
    }
}
