package org.esdetect.es.schedule;

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
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.DetectNames;
import org.esdetect.es.run.ScheduleSettings;
import org.esdetect.es.run.TestSequences;
import org.junit.After;

/** The scheduled path on several nodes in one process. */
public abstract class ScheduledClusterTestCase extends ESIntegTestCase {
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
        switchOn(false);
        assertBusy(() -> {
            Assertions.assertThat(task()).isNull();
            // The state of the schedule is a system index, which the framework does not delete.
            client().execute(ResetFeatureStateAction.INSTANCE, new ResetFeatureStateRequest(TEST_REQUEST_TIMEOUT))
                    .actionGet();
            Assertions.assertThat(clusterState().metadata().hasIndexAbstraction(DetectNames.STATE_INDEX))
                    .isFalse();
        });
    }

    static void switchOn(boolean on) {
        clusterAdmin()
                .prepareUpdateSettings(TEST_REQUEST_TIMEOUT, TEST_REQUEST_TIMEOUT)
                .setPersistentSettings(Settings.builder().put(ScheduleSettings.ENABLED.getKey(), on))
                .get();
    }

    final void event(String id, String host, Instant time, String action) {
        client().index(new IndexRequest(TestSequences.INDEX)
                        .id(id)
                        .source(Map.of(
                                "@timestamp", time.toString(),
                                "host", Map.of("id", host),
                                "event", Map.of("action", action))))
                .actionGet();
    }

    final void createLogs() {
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

    final void awaitAlerts(List<String> expected) throws Exception {
        assertBusy(
                () -> Assertions.assertThat(alerts()).containsExactlyInAnyOrderElementsOf(expected),
                60,
                TimeUnit.SECONDS);
    }

    final List<String> alerts() {
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

    final void loadRules(CompiledRule... rules) {
        for (PluginsService plugins : internalCluster().getInstances(PluginsService.class)) {
            plugins.filterPlugins(ScheduledPathPlugin.class)
                    .forEach(plugin -> plugin.detector().replace(new CompiledRules(List.of(rules), 1)));
        }
    }

    final String owner() throws Exception {
        TreeSet<String> owner = new TreeSet<>();
        assertBusy(() -> {
            PersistentTask<?> task = task();
            Assertions.assertThat(task).isNotNull();
            Assertions.assertThat(task.isAssigned()).isTrue();
            owner.add(clusterState().nodes().get(task.getExecutorNode()).getName());
        });
        return owner.first();
    }

    static PersistentTask<?> task() {
        return PersistentTasksCustomMetadata.getTaskWithId(clusterState(), DetectNames.TASK);
    }

    static ClusterState clusterState() {
        return clusterAdmin().prepareState(TEST_REQUEST_TIMEOUT).get().getState();
    }
}
