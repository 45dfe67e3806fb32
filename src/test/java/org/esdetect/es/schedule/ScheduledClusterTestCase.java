package org.esdetect.es.schedule;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.persistent.PersistentTasksCustomMetadata.PersistentTask;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.PluginsService;
import org.elasticsearch.test.ESIntegTestCase;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.run.TestLogs;
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
                .put(TestSchedule.everySecond())
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
        assertBusy(() -> TestSchedule.assertForgotten(client()));
    }

    static void switchOn(boolean on) {
        TestSchedule.switchOn(client(), on);
    }

    final void event(String id, String host, Instant time, String action) {
        client().index(TestLogs.event(TestSequences.INDEX, id, host, time, action))
                .actionGet();
    }

    final void createLogs() {
        prepareCreate(
                        TestSequences.INDEX,
                        Settings.builder()
                                .put("index.number_of_shards", 2)
                                .put("index.number_of_replicas", 1)
                                .put("index.refresh_interval", "-1")
                                // Else what arrived may be safe on all copies, and known to be, only 30 s later.
                                .put("index.translog.durability", "request"))
                .setMapping(TestLogs.mapping())
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
        return TestLogs.alerts(client());
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
        return TestSchedule.task(clusterState());
    }

    static ClusterState clusterState() {
        return clusterAdmin().prepareState(TEST_REQUEST_TIMEOUT).get().getState();
    }
}
