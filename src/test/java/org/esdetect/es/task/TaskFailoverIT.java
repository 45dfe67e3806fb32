package org.esdetect.es.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.admin.cluster.snapshots.features.ResetFeatureStateAction;
import org.elasticsearch.action.admin.cluster.snapshots.features.ResetFeatureStateRequest;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.persistent.PersistentTasksCustomMetadata;
import org.elasticsearch.persistent.PersistentTasksCustomMetadata.PersistentTask;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.PluginsService;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.test.ESIntegTestCase;
import org.elasticsearch.test.ESIntegTestCase.ClusterScope;
import org.elasticsearch.test.ESIntegTestCase.Scope;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.DetectNames;
import org.junit.After;

/** The node that owns the schedule goes away while events come: no hole, nothing twice. */
@ClusterScope(scope = Scope.TEST, numDataNodes = 3, numClientNodes = 0, supportsDedicatedMasters = false)
public class TaskFailoverIT extends ESIntegTestCase {
    private static final List<CompiledRule> RULES =
            List.of(TestSequences.sequence("sequence", 300_000, "a", "b"), TestSequences.event("event", "b"));

    @Override
    protected Collection<Class<? extends Plugin>> nodePlugins() {
        return List.of(ScheduledPathPlugin.class);
    }

    @Override
    protected Settings nodeSettings(int node, Settings other) {
        return Settings.builder()
                .put(super.nodeSettings(node, other))
                .put(ScheduleSettings.MAX_INTERVAL.getKey(), "1s")
                .put(ScheduleSettings.SWEEP_INTERVAL.getKey(), "1s")
                .build();
    }

    /** What the plugin's own index templates say: nothing is lost with one node. */
    @Override
    protected int minimumNumberOfReplicas() {
        return 1;
    }

    @Override
    protected int maximumNumberOfReplicas() {
        return 1;
    }

    @Override
    protected int maximumNumberOfShards() {
        return 2;
    }

    /** Off for good: the cluster ends with the test. */
    @After
    public void removeTask() throws Exception {
        clusterAdmin()
                .prepareUpdateSettings(TEST_REQUEST_TIMEOUT, TEST_REQUEST_TIMEOUT)
                .setPersistentSettings(Settings.builder().put(ScheduleSettings.ENABLED.getKey(), false))
                .get();
        assertBusy(() -> {
            Assertions.assertThat(task()).isNull();
            // The state of the schedule is a system index, which the framework does not delete.
            client().execute(ResetFeatureStateAction.INSTANCE, new ResetFeatureStateRequest(TEST_REQUEST_TIMEOUT))
                    .actionGet();
            Assertions.assertThat(clusterState().metadata().hasIndexAbstraction(DetectNames.STATE_INDEX))
                    .isFalse();
        });
    }

    public void testOwnerStopped_underWrites_leavesNoHoleAndDoublesNothing() throws Exception {
        loadRules();
        createLogs();
        int pairs = 0;
        pairs = write(pairs, 20);
        awaitAlerts(pairs);
        // One node only: another may go no sooner than its shards have moved, and FailoverIT has two go.
        String owner = owner();
        pairs = write(pairs, 10);
        internalCluster().stopNode(owner);
        pairs = write(pairs, 10);
        awaitAlerts(pairs);
        Assertions.assertThat(owner()).isNotEqualTo(owner);
        pairs = write(pairs, 5);
        awaitAlerts(pairs);
    }

    public void testTaskCancelledByAUser_goesOnWhereItWas() throws Exception {
        loadRules();
        createLogs();
        int pairs = write(0, 5);
        awaitAlerts(pairs);
        clusterAdmin().prepareCancelTasks().setActions(DetectNames.TASK + "[c]").get();
        pairs = write(pairs, 5);
        awaitAlerts(pairs);
        Assertions.assertThat(task()).isNotNull();
    }

    /** Pairs of events, the first of every third pair late. */
    private int write(int from, int pairs) {
        for (int i = from; i < from + pairs; i++) {
            Instant time = Instant.now().minusSeconds(60);
            if (i % 3 == 0) {
                event("b" + i, "h" + i, time.plusSeconds(5), "b");
                event("a" + i, "h" + i, time, "a");
            } else {
                event("a" + i, "h" + i, time, "a");
                event("b" + i, "h" + i, time.plusSeconds(5), "b");
            }
        }
        return from + pairs;
    }

    private void event(String id, String host, Instant time, String action) {
        client().index(new IndexRequest(TestSequences.INDEX)
                        .id(id)
                        .source(Map.of(
                                "@timestamp", time.toString(),
                                "host", Map.of("id", host),
                                "event", Map.of("action", action))))
                .actionGet();
    }

    private void createLogs() {
        prepareCreate(
                        TestSequences.INDEX,
                        Settings.builder()
                                .put("index.number_of_shards", 2)
                                .put("index.number_of_replicas", 1)
                                .put("index.refresh_interval", "-1"))
                .setMapping("@timestamp", "type=date", "host.id", "type=keyword", "event.action", "type=keyword")
                .get();
        ensureGreen(TestSequences.INDEX);
    }

    /** One alert for each pair from each rule, and none besides. */
    private void awaitAlerts(int pairs) throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            expected.add("a" + i + " b" + i);
            expected.add("b" + i);
        }
        assertBusy(
                () -> Assertions.assertThat(alerts()).containsExactlyInAnyOrderElementsOf(expected),
                60,
                TimeUnit.SECONDS);
    }

    private List<String> alerts() {
        indicesAdmin()
                .prepareRefresh("signals-*")
                .setIndicesOptions(IndicesOptions.lenientExpandOpen())
                .get();
        List<String> alerts = new ArrayList<>();
        var response = prepareSearch("signals-*").setSize(5_000).get();
        try {
            for (SearchHit hit : response.getHits()) {
                Map<String, Object> alert = hit.getSourceAsMap();
                if (alert.get("kibana.alert.building_block_type") == null) {
                    List<String> ids = new ArrayList<>();
                    for (Object ancestor : (List<?>) alert.get("kibana.alert.ancestors")) {
                        if ("event".equals(((Map<?, ?>) ancestor).get("type"))) {
                            ids.add(String.valueOf(((Map<?, ?>) ancestor).get("id")));
                        }
                    }
                    alerts.add(String.join(" ", ids));
                }
            }
        } finally {
            response.decRef();
        }
        return alerts;
    }

    private void loadRules() {
        for (PluginsService plugins : internalCluster().getInstances(PluginsService.class)) {
            plugins.filterPlugins(ScheduledPathPlugin.class).forEach(plugin -> {
                if (!plugin.detector().isLoaded()) {
                    plugin.detector().replace(new CompiledRules(RULES, 1));
                }
            });
        }
    }

    private String owner() throws Exception {
        TreeSet<String> owner = new TreeSet<>();
        assertBusy(() -> {
            PersistentTask<?> task = task();
            Assertions.assertThat(task).isNotNull();
            Assertions.assertThat(task.isAssigned()).isTrue();
            owner.add(clusterState().nodes().get(task.getExecutorNode()).getName());
        });
        return owner.first();
    }

    private static PersistentTask<?> task() {
        return PersistentTasksCustomMetadata.getTaskWithId(clusterState(), DetectNames.TASK);
    }

    private static ClusterState clusterState() {
        return clusterAdmin().prepareState(TEST_REQUEST_TIMEOUT).get().getState();
    }
}
