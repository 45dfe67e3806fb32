package org.esdetect.es.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.elasticsearch.ResourceNotFoundException;
import org.elasticsearch.action.admin.cluster.snapshots.features.ResetFeatureStateAction;
import org.elasticsearch.action.admin.cluster.snapshots.features.ResetFeatureStateRequest;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.Strings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.persistent.PersistentTasksCustomMetadata;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.PluginsService;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.elasticsearch.test.ESSingleNodeTestCase;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.DetectNames;
import org.esdetect.es.action.RunAction;
import org.junit.After;

/** The task, its ticks and the runs by hand, on a node of its own for each test. */
public class ScheduledPathTests extends ESSingleNodeTestCase {
    private static final CompiledRule EVENT = TestSequences.event("event", "a");
    private static final CompiledRule SEQUENCE = TestSequences.sequence("sequence", 300_000, "a", "b");

    @Override
    protected Collection<Class<? extends Plugin>> getPlugins() {
        return List.of(ScheduledPathPlugin.class);
    }

    @Override
    protected Settings nodeSettings() {
        return Settings.builder()
                .put(ScheduleSettings.MAX_INTERVAL.getKey(), "1s")
                .put(ScheduleSettings.SWEEP_INTERVAL.getKey(), "1s")
                .build();
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
        assertBusy(() -> {
            Assertions.assertThat(task()).isNull();
            client().execute(ResetFeatureStateAction.INSTANCE, new ResetFeatureStateRequest(TEST_REQUEST_TIMEOUT))
                    .actionGet();
            Assertions.assertThat(clusterState().metadata().hasIndexAbstraction(DetectNames.STATE_INDEX))
                    .isFalse();
        });
        client().admin()
                .cluster()
                .prepareUpdateSettings(TEST_REQUEST_TIMEOUT, TEST_REQUEST_TIMEOUT)
                .setPersistentSettings(Settings.builder().putNull(ScheduleSettings.ENABLED.getKey()))
                .get();
    }

    public void testSchedule_newRule_looksBackAndThenJudgesWhatArrives() throws Exception {
        createLogs();
        event("recent", "h", -300, "a");
        event("old", "h", -3_600, "a");
        event("future", "h", 3_600, "a");
        rules(EVENT);
        awaitAlerts("future", "recent");
        event("late", "h", -7_200, "a");
        awaitAlerts("future", "late", "recent");
    }

    public void testSchedule_ruleSwitchedOffAndOn_looksBackAgain() throws Exception {
        createLogs();
        rules(EVENT, SEQUENCE);
        event("1", "h", -10, "a");
        awaitAlerts("1");
        rules(SEQUENCE);
        awaitRuns(5);
        event("2", "h", -5, "a");
        awaitRuns(5);
        Assertions.assertThat(alerts()).containsExactly("1");
        rules(EVENT, SEQUENCE);
        awaitAlerts("1", "2");
    }

    public void testSchedule_switchedOff_catchesUpWhenItIsOn() throws Exception {
        createLogs();
        rules(SEQUENCE);
        event("1", "h", -100_000, "a");
        awaitRuns(3);
        switchOn(false);
        assertBusy(() -> Assertions.assertThat(task()).isNull());
        event("2", "h", -99_990, "b");
        switchOn(true);
        awaitAlerts("1 2");
    }

    public void testSchedule_logsRunsThatDidSomething() throws Exception {
        createLogs();
        rules(EVENT);
        awaitRuns(2);
        event("1", "h", -10, "a");
        awaitAlerts("1");
        assertBusy(() -> {
            List<Map<String, Object>> runs = search(DetectNames.RUN_LOG + "-*");
            Assertions.assertThat(runs).hasSize(1);
            Assertions.assertThat(runs.get(0).get("rule")).isEqualTo(Map.of("id", "event", "name", "Rule event"));
            Assertions.assertThat(runs.get(0).get("alerts"))
                    .isEqualTo(Map.of("created", 1, "duplicate", 0, "suppressed", 0));
            Assertions.assertThat((Map<?, ?>) runs.get(0).get("run")).satisfies(run -> {
                Assertions.assertThat(run.get("outcome")).isEqualTo("success");
                Assertions.assertThat(run.get("kind")).isEqualTo("scheduled");
                Assertions.assertThat((Map<?, ?>) run.get("cursor")).hasSize(1);
            });
        });
    }

    public void testRunByHand_allRules_answersForEach() throws Exception {
        createLogs();
        event("1", "h", -7_200, "a");
        event("2", "h", -7_195, "b");
        rules(EVENT, SEQUENCE);
        RunAction.Response all = run(null, "now-3h", null, true, OptionalLong.empty());
        Assertions.assertThat(all.runs())
                .extracting(run -> run.result().ruleId())
                .containsExactly("event", "sequence");
        Assertions.assertThat(alerts()).isEmpty();
        run(null, "now-3h", "now", false, OptionalLong.empty());
        Assertions.assertThat(alerts()).containsExactly("1", "1 2");
        String json = Strings.toString(run(List.of("event"), "now-3h", "now", false, OptionalLong.empty()));
        Assertions.assertThat(json)
                .contains("\"rule_id\":\"event\"")
                .contains("\"outcome\":\"success\"")
                .contains("\"duplicate\":1")
                .contains("\"window\":{\"from\":");
    }

    public void testRunByHand_cap_saysWhatItHeldBack() throws Exception {
        createLogs();
        for (int i = 0; i < 5; i++) {
            event("e" + i, "h", -7_200, "a");
        }
        rules(EVENT);
        RunAction.Response capped = run(List.of("event"), "now-3h", null, false, OptionalLong.of(2));
        Assertions.assertThat(capped.runs().get(0).result().work().alerts().created())
                .isEqualTo(2);
        Assertions.assertThat(capped.runs().get(0).result().work().alerts().suppressed())
                .isEqualTo(3);
        run(List.of("event"), "now-3h", null, false, OptionalLong.of(100));
        Assertions.assertThat(alerts()).hasSize(5);
    }

    public void testRunByHand_wrongRequests_nameValueAndCure() {
        createLogs();
        rules(EVENT);
        Assertions.assertThatThrownBy(() -> run(List.of("evnt"), null, null, false, OptionalLong.empty()))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("no rule [evnt]")
                .hasMessageContaining("[event]");
        Assertions.assertThatThrownBy(() -> run(null, "yesterday", null, false, OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[from] is [yesterday]")
                .hasMessageContaining("[now-1h]");
        Assertions.assertThatThrownBy(() -> run(null, "now", "now-1h", false, OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[from] is [now], which is after [to], [now-1h]");
        Assertions.assertThatThrownBy(() -> run(null, "1700000000001", "1700000000000", false, OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1700000000001]");
    }

    private RunAction.Response run(List<String> rules, String from, String to, boolean dryRun, OptionalLong cap) {
        HandRequest request = new HandRequest(
                Optional.ofNullable(rules), Optional.ofNullable(from), Optional.ofNullable(to), dryRun, cap);
        return client().execute(RunAction.TYPE, new RunAction.Request(request, false))
                .actionGet();
    }

    private void rules(CompiledRule... rules) {
        plugin().detector()
                .replace(new CompiledRules(
                        List.of(rules), plugin().detector().current().generation() + 1));
    }

    private ScheduledPathPlugin plugin() {
        return getInstanceFromNode(PluginsService.class)
                .filterPlugins(ScheduledPathPlugin.class)
                .findFirst()
                .orElseThrow();
    }

    /** Waits until so many more runs were made than now, whatever they found. */
    private void awaitRuns(long more) throws Exception {
        long before = runs();
        assertBusy(() -> Assertions.assertThat(runs()).isGreaterThanOrEqualTo(before + more));
    }

    private long runs() {
        Map<?, ?> outcomes = (Map<?, ?>) plugin().stats().stats().get("runs");
        return outcomes.values().stream()
                .mapToLong(count -> ((Number) count).longValue())
                .sum();
    }

    private void switchOn(boolean on) {
        client().admin()
                .cluster()
                .prepareUpdateSettings(TEST_REQUEST_TIMEOUT, TEST_REQUEST_TIMEOUT)
                .setPersistentSettings(Settings.builder().put(ScheduleSettings.ENABLED.getKey(), on))
                .get();
    }

    private Object task() {
        return PersistentTasksCustomMetadata.getTaskWithId(clusterState(), DetectNames.TASK);
    }

    private ClusterState clusterState() {
        return getInstanceFromNode(ClusterService.class).state();
    }

    private void createLogs() {
        createIndex(
                TestSequences.INDEX,
                Settings.builder().put("index.number_of_replicas", 0).build(),
                "_doc",
                "@timestamp",
                "type=date",
                "host.id",
                "type=keyword",
                "event.action",
                "type=keyword");
    }

    private void event(String id, String host, long secondsFromNow, String action) {
        client().index(new IndexRequest(TestSequences.INDEX)
                        .id(id)
                        .source(Map.of(
                                "@timestamp",
                                Instant.now().plusSeconds(secondsFromNow).toString(),
                                "host",
                                Map.of("id", host),
                                "event",
                                Map.of("action", action))))
                .actionGet();
    }

    private void awaitAlerts(String... events) throws Exception {
        assertBusy(() -> Assertions.assertThat(alerts()).containsExactly(events));
    }

    private List<String> alerts() {
        List<String> alerts = new ArrayList<>();
        for (Map<String, Object> alert : search("signals-*")) {
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
        return alerts.stream().sorted().toList();
    }

    private List<Map<String, Object>> search(String indices) {
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
}
