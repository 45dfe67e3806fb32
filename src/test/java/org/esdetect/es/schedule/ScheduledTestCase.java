package org.esdetect.es.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.PluginsService;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.elasticsearch.test.ESSingleNodeTestCase;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.run.TestLogs;
import org.esdetect.es.run.TestSequences;
import org.junit.After;

/** The scheduled path on one node, a node of its own for each test: rules go in, events come, alerts are awaited. */
public abstract class ScheduledTestCase extends ESSingleNodeTestCase {
    @Override
    protected Collection<Class<? extends Plugin>> getPlugins() {
        return List.of(ScheduledPathPlugin.class);
    }

    @Override
    protected Settings nodeSettings() {
        return TestSchedule.everySecond();
    }

    @Override
    protected boolean resetNodeAfterTest() {
        return true;
    }

    @After
    public void removeTask() throws Exception {
        // Without rules no tick does anything, also when the setting is given back.
        plugin().detector().replace(CompiledRules.NONE);
        switchOn(false);
        assertBusy(() -> TestSchedule.assertForgotten(client()));
        TestSchedule.set(client(), Settings.builder().putNull("detect.*"));
    }

    protected final void rules(CompiledRule... rules) {
        plugin().detector()
                .replace(new CompiledRules(
                        List.of(rules), plugin().detector().current().generation() + 1));
    }

    final ScheduledPathPlugin plugin() {
        return getInstanceFromNode(PluginsService.class)
                .filterPlugins(ScheduledPathPlugin.class)
                .findFirst()
                .orElseThrow();
    }

    /** Waits until so many more runs were made than now, whatever they found. */
    final void awaitRuns(long more) throws Exception {
        long before = runs();
        assertBusy(() -> Assertions.assertThat(runs()).isGreaterThanOrEqualTo(before + more));
    }

    final long runs() {
        Map<?, ?> outcomes = (Map<?, ?>) plugin().stats().stats().get("runs");
        return outcomes.values().stream()
                .mapToLong(count -> ((Number) count).longValue())
                .sum();
    }

    final void switchOn(boolean on) {
        TestSchedule.switchOn(client(), on);
    }

    final Object task() {
        return TestSchedule.task(clusterState());
    }

    final ClusterState clusterState() {
        return getInstanceFromNode(ClusterService.class).state();
    }

    protected final void createLogs() {
        createIndex(
                TestSequences.INDEX,
                Settings.builder().put("index.number_of_replicas", 0).build(),
                "_doc",
                TestLogs.mapping());
    }

    protected final void event(String id, String host, long secondsFromNow, String action) {
        eventIn(TestSequences.INDEX, id, host, secondsFromNow, action);
    }

    final void eventIn(String index, String id, String host, long secondsFromNow, String action) {
        client().index(TestLogs.event(index, id, host, Instant.now().plusSeconds(secondsFromNow), action))
                .actionGet();
    }

    protected final void awaitAlerts(String... events) throws Exception {
        assertBusy(() -> Assertions.assertThat(alerts()).containsExactly(events));
    }

    protected final List<String> alerts() {
        return TestLogs.alerts(client());
    }

    final List<Map<String, Object>> search(String indices) {
        client().admin()
                .indices()
                .prepareRefresh(indices)
                .setIndicesOptions(IndicesOptions.lenientExpandOpenHidden())
                .get();
        List<Map<String, Object>> found = new ArrayList<>();
        var response = client().search(new SearchRequest(indices)
                        .indicesOptions(IndicesOptions.lenientExpandOpenHidden())
                        .source(new SearchSourceBuilder().size(1_000)))
                .actionGet();
        try {
            for (SearchHit hit : response.getHits()) {
                found.add(hit.getSourceAsMap());
            }
        } finally {
            response.decRef();
        }
        return found;
    }

    final ScheduleSummary summary() {
        return plugin().summary().orElseThrow(() -> new AssertionError("nobody owns the schedule"));
    }

    final long count(String name) {
        return ((Number) plugin().stats().stats().get(name)).longValue();
    }

    final void set(String setting, Object value) {
        TestSchedule.set(client(), Settings.builder().put(setting, String.valueOf(value)));
    }
}
