package org.esdetect.es.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.elasticsearch.action.support.PlainActionFuture;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.breaker.CircuitBreaker;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.index.shard.ShardId;
import org.elasticsearch.indices.IndicesService;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.test.ESSingleNodeTestCase;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.alert.AlertRun;
import org.esdetect.condition.Condition;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.DetectNames;
import org.esdetect.es.arrival.Arrivals;
import org.esdetect.es.arrival.Checkpoint;
import org.esdetect.es.arrival.Checkpoints;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.prepared.PreparedQueries;
import org.esdetect.es.query.CompiledQuery;
import org.esdetect.es.query.IndexMappings;
import org.esdetect.es.rights.RunAs;
import org.esdetect.es.signal.AlertWriter;
import org.esdetect.es.signal.TemplateInstaller;
import org.junit.After;
import org.junit.Before;

/** Runs of rules on a real index, one after the other, as the schedule would start them. */
public abstract class RunTestCase extends ESSingleNodeTestCase {
    protected static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private AlertWriter writer;
    private RunTools tools;
    Instant now = NOW;
    protected Cursor cursor = Cursor.EMPTY;
    Optional<Undecided> undecided = Optional.empty();
    /** A superset of everything, so that what is found is what the evaluator says. */
    QuerySource queries = (condition, metadata, indices) -> new CompiledQuery(QueryBuilders.matchAllQuery(), false);

    @Override
    protected Collection<Class<? extends Plugin>> getPlugins() {
        return List.of(RunTestPlugin.class);
    }

    @Before
    public void makeTools() {
        ThreadPool threadPool = getInstanceFromNode(ThreadPool.class);
        ClusterService clusterService = getInstanceFromNode(ClusterService.class);
        writer = new AlertWriter(client(), threadPool, () -> true, Settings.EMPTY, InstantSource.system());
        tools = new RunTools(
                new RunAs(client()),
                (rule, listener) -> listener.onResponse(client()),
                new QuerySource() {
                    @Override
                    public CompiledQuery compile(Condition condition, Metadata metadata, List<String> indices) {
                        return queries.compile(condition, metadata, indices);
                    }

                    @Override
                    public Optional<QueryBuilder> ofKeys(
                            String field, Collection<Object> values, Metadata metadata, List<String> indices) {
                        return queries.ofKeys(field, values, metadata, indices);
                    }
                },
                writer::write,
                clusterService,
                threadPool.executor(DetectNames.THREAD_POOL),
                new RunLimits(
                        clusterService.getClusterSettings(),
                        getInstanceFromNode(IndicesService.class)
                                .getCircuitBreakerService()
                                .getBreaker(CircuitBreaker.REQUEST)));
    }

    @After
    public void closeWriter() {
        writer.close();
    }

    /** As the product makes them, for a test that is about what the indices are asked. */
    static QuerySource mappedQueries() {
        return new MappedQueries(new IndexMappings(), new PreparedQueries(Settings.EMPTY));
    }

    protected RunTools tools() {
        return tools;
    }

    /** An event of {@code host} at {@code seconds} after {@link #NOW}. */
    protected void event(String id, String host, double seconds, String action) {
        eventIn(TestSequences.INDEX, id, host, NOW.plusMillis((long) (seconds * 1000)), action);
    }

    void eventIn(String index, String id, String host, Instant time, String action) {
        client().index(TestLogs.event(index, id, host, time, action)).actionGet();
    }

    void createLogs(int shards) {
        createIndex(
                TestSequences.INDEX,
                Settings.builder()
                        .put("index.number_of_shards", shards)
                        .put("index.number_of_replicas", 0)
                        .put("index.refresh_interval", "-1")
                        .build(),
                "_doc",
                TestLogs.mapping());
    }

    /** Runs {@code rule} over what arrived since the last time, and moves the cursor as far as the run came. */
    RunResult runArrivals(CompiledRule rule) {
        return runArrivals(rule, AlertRun.Mode.SEQUENCE);
    }

    /** The same; {@code mode} says what the run is for. */
    RunResult runArrivals(CompiledRule rule, AlertRun.Mode mode) {
        RunResult result = run(arrivals(rule, mode));
        cursor = cursor.advance(result.reached());
        undecided = result.undecided();
        return result;
    }

    /** Runs {@code rule} over a window of event time, in seconds after {@link #NOW}. */
    RunResult runWindow(CompiledRule rule, long fromSeconds, long toSeconds) {
        return runWindow(rule, fromSeconds, toSeconds, 100, false);
    }

    RunResult runWindow(CompiledRule rule, long fromSeconds, long toSeconds, long cap, boolean dryRun) {
        Checkpoint checkpoint = checkpoint(rule);
        Arrivals arrivals = checkpoint.since(Cursor.EMPTY, checkpoint.indexUuids());
        TimeWindow window = TimeWindow.of(
                rule.rule(),
                NOW.plusSeconds(fromSeconds).toEpochMilli(),
                NOW.plusSeconds(toSeconds).toEpochMilli());
        Set<String> names = indices(rule).byName().keySet();
        Scope scope = new Scope.Window(names, window, arrivals.allDocuments(), true);
        AlertRun run = new AlertRun(AlertRun.Mode.BACKFILL, now, "run", "8.19.21");
        return run(new RunRequest(rule, run, scope, cap, dryRun, Optional.empty(), arrivals.unavailable()));
    }

    /** What a round would ask {@code rule} to do about what arrived since the last time. */
    RunRequest arrivals(CompiledRule rule) {
        return arrivals(rule, AlertRun.Mode.SEQUENCE);
    }

    private RunRequest arrivals(CompiledRule rule, AlertRun.Mode mode) {
        Checkpoint checkpoint = checkpoint(rule);
        Arrivals arrivals = checkpoint.since(cursor, checkpoint.indexUuids());
        Scope scope = new Scope.Arrived(arrivals, indices(rule).byName().keySet());
        AlertRun run = new AlertRun(mode, now, "run", "8.19.21");
        return new RunRequest(rule, run, scope, 100, false, undecided, arrivals.unavailable());
    }

    RunResult run(CompiledRule rule, Scope scope, Optional<Undecided> again, SortedMap<ShardId, String> unavailable) {
        AlertRun run = new AlertRun(AlertRun.Mode.SEQUENCE, now, "run", "8.19.21");
        return run(new RunRequest(rule, run, scope, 100, false, again, unavailable));
    }

    private RunResult run(RunRequest request) {
        PlainActionFuture<RunResult> future = new PlainActionFuture<>();
        RuleRun.start(tools, request, future);
        return future.actionGet();
    }

    protected RuleIndices indices(CompiledRule rule) {
        return RuleIndices.resolve(
                rule.rule().indices(),
                getInstanceFromNode(ClusterService.class).state(),
                getInstanceFromNode(IndexNameExpressionResolver.class));
    }

    Checkpoint checkpoint(CompiledRule rule) {
        PlainActionFuture<Checkpoint> future = new PlainActionFuture<>();
        new Checkpoints(client(), getInstanceFromNode(ClusterService.class))
                .read(indices(rule).byName().values(), List.of(cursor), future);
        return future.actionGet();
    }

    /** How many alerts the overflow alerts tell of, by their time. */
    List<Long> overflow() {
        alertsById();
        var response = client().prepareSearch("signals-*")
                .setQuery(QueryBuilders.existsQuery("detect.overflow.count"))
                .get();
        List<Long> counts = new ArrayList<>();
        try {
            for (SearchHit hit : response.getHits()) {
                Map<?, ?> overflow = (Map<?, ?>) hit.getSourceAsMap().get("detect.overflow");
                counts.add(((Number) overflow.get("count")).longValue());
            }
        } finally {
            response.decRef();
        }
        return counts;
    }

    /** As the elected master does; overflow alerts are not written before. */
    void installTemplate() {
        ClusterService clusterService = getInstanceFromNode(ClusterService.class);
        ThreadPool threadPool = getInstanceFromNode(ThreadPool.class);
        clusterService.addListener(new TemplateInstaller(clusterService::state, threadPool, client()));
        createIndex("poke-the-installer");
        try {
            assertBusy(() -> assertTrue(TemplateInstaller.isReady(clusterService.state())));
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** The alerts that people see: the ids of each one's events, in step order, joined by blanks; sorted. */
    protected List<String> alerts() {
        return TestLogs.alerts(client());
    }

    /** Alert id and sequence number to what {@link #alerts()} gives. */
    protected SortedMap<String, String> alertsById() {
        return TestLogs.alertsById(client());
    }
}
