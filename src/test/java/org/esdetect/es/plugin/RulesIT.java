package org.esdetect.es.plugin;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.ElasticsearchException;
import org.elasticsearch.action.admin.indices.close.CloseIndexRequest;
import org.elasticsearch.action.admin.indices.open.OpenIndexRequest;
import org.elasticsearch.action.get.GetRequest;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.client.Request;
import org.elasticsearch.common.bytes.BytesArray;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.test.ESIntegTestCase;
import org.elasticsearch.test.InternalTestCluster;
import org.elasticsearch.test.transport.MockTransportService;
import org.elasticsearch.transport.netty4.Netty4Plugin;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.engine.Detector;
import org.esdetect.es.DetectNames;
import org.esdetect.es.action.ReloadRulesAction;
import org.esdetect.es.signal.SignalSettings;
import org.esdetect.es.store.Precondition;
import org.esdetect.es.store.RuleOutcome;
import org.esdetect.es.store.RuleStore;
import org.esdetect.es.store.RuleWrite;
import org.esdetect.es.store.StateStore;
import org.esdetect.es.store.StoreSettings;
import org.esdetect.es.store.Stored;
import org.esdetect.es.store.StoredRule;
import org.esdetect.rule.BundledRules;
import org.esdetect.rule.Rule;
import org.esdetect.testing.TestRules;

/** Rules in a cluster: every node judges by what is stored, whatever it missed. */
@ESIntegTestCase.ClusterScope(
        scope = ESIntegTestCase.Scope.TEST,
        numDataNodes = 3,
        numClientNodes = 0,
        supportsDedicatedMasters = false)
public class RulesIT extends ESIntegTestCase {
    private static final List<String> BUNDLED =
            BundledRules.load().stream().map(Rule::id).toList();

    @Override
    protected Collection<Class<? extends Plugin>> nodePlugins() {
        return List.of(DetectPlugin.class, Netty4Plugin.class, MockTransportService.TestPlugin.class);
    }

    @Override
    protected boolean addMockHttpTransport() {
        return false;
    }

    /**
     * Without polling: what a node knows, it was told. Without bundled rules: the framework deletes all indices when a
     * test begins, and what is written while the nodes start would be half gone.
     */
    @Override
    protected Settings nodeSettings(int nodeOrdinal, Settings otherSettings) {
        return Settings.builder()
                .put(super.nodeSettings(nodeOrdinal, otherSettings))
                .put(StoreSettings.POLL_INTERVAL.getKey(), "1h")
                .put(StoreSettings.PREBUILT.getKey(), false)
                .put(SignalSettings.TEMPLATES_ENABLED.getKey(), false)
                // Its state would still be written while the framework takes the cluster down.
                .put("detect.schedule.enabled", false)
                .build();
    }

    public void testBundledRules_areInstalledOnce_andReachEveryNode() throws Exception {
        restartWithBundledRules();
        awaitEverywhere(BUNDLED);
        awaitRecord();
        write(new RuleWrite.Delete(BUNDLED.get(0), Precondition.NONE));
        List<String> left = BUNDLED.subList(1, BUNDLED.size());
        thenEverywhere(left);

        restartWithBundledRules();
        awaitEverywhere(left);
        then(internalCluster().getInstance(RuleStore.class)).satisfies(store -> {
            Optional<StoredRule> deleted = safeAwait(listener -> store.find(BUNDLED.get(0), listener));
            then(deleted).isEmpty();
        });
    }

    public void testChange_isJudgedByEverywhere_whenItIsAnswered() throws Exception {
        awaitEverywhere(List.of());
        put(TestRules.rule("zz"));
        thenEverywhere(List.of("zz"));
        put(TestRules.rule("zz", Map.of("severity", "critical")));
        for (Detector detector : internalCluster().getInstances(Detector.class)) {
            then(detector.current().find("zz").orElseThrow().rule().severity()).isEqualTo("critical");
        }
        write(new RuleWrite.Delete("zz", Precondition.NONE));
        thenEverywhere(List.of());
    }

    public void testNode_thatMissedTheBroadcast_heals() throws Exception {
        awaitEverywhere(List.of());
        String deaf = randomFrom(internalCluster().getNodeNames());
        MockTransportService.getInstance(deaf)
                .addRequestHandlingBehavior(
                        ReloadRulesAction.TYPE.name() + "[n]",
                        (handler, request, channel, task) -> channel.sendResponse(new ElasticsearchException("lost")));
        put(TestRules.rule("zz"));
        for (String node : internalCluster().getNodeNames()) {
            then(detector(node).current().find("zz").isPresent()).as(node).isEqualTo(!node.equals(deaf));
        }

        updateClusterSettings(Settings.builder().put(StoreSettings.POLL_INTERVAL.getKey(), "100ms"));
        assertBusy(() -> then(detector(deaf).current().find("zz")).isPresent());
        updateClusterSettings(Settings.builder().putNull(StoreSettings.POLL_INTERVAL.getKey()));
        MockTransportService.getInstance(deaf).clearAllRules();
    }

    public void testNode_thatJoins_loadsTheRules() throws Exception {
        put(TestRules.rule("zz"));
        String joined = internalCluster().startNode();
        assertBusy(() -> then(detector(joined).current().find("zz")).isPresent());
    }

    /** What comes to it before it has read them it leaves to the sweep, and never judges by the rules of yesterday. */
    public void testNode_thatWasAway_hasTheRulesAsTheyAreNow_beforeItJudges() throws Exception {
        put(TestRules.rule("zz"));
        String index = DetectNames.RULES_INDEX + "-1";
        ensureGreen(index);
        clusterAdmin()
                .preparePutPipeline("judged", new BytesArray("{\"processors\": [{\"detect\": {}}]}"), XContentType.JSON)
                .get();
        String away = randomFrom(internalCluster().getNodeNames());
        internalCluster().restartNode(away, new InternalTestCluster.RestartCallback() {
            @Override
            public Settings onNodeStopped(String nodeName) {
                write(new RuleWrite.Delete("zz", Precondition.NONE));
                put(TestRules.rule("new"));
                indicesAdmin().close(new CloseIndexRequest(index)).actionGet();
                return Settings.EMPTY;
            }
        });
        then(detector(away).isLoaded()).as("the rules cannot be read").isFalse();
        then(judged(away, "new")).containsOnlyKeys("deferred", "at");

        indicesAdmin().open(new OpenIndexRequest(index)).actionGet();
        assertBusy(() -> then(detector(away).isLoaded()).isTrue(), 60, TimeUnit.SECONDS);
        then(judged(away, "new").get("rule_ids")).isEqualTo(List.of("new"));
        then(judged(away, "zz")).as("of a rule that was deleted meanwhile").isEmpty();
    }

    /** What the processor of {@code node} writes into an event of a process of that name. */
    @SuppressWarnings("unchecked") // the keys of a parsed document are strings
    private static Map<String, Object> judged(String node, String process) {
        String id = internalCluster()
                .client(node)
                .index(new IndexRequest("logs-x")
                        .setPipeline("judged")
                        .source(Map.of("event", Map.of("category", "process"), "process", Map.of("name", process))))
                .actionGet()
                .getId();
        Map<String, Object> source =
                client().get(new GetRequest("logs-x", id)).actionGet().getSourceAsMap();
        return (Map<String, Object>) source.getOrDefault(DetectNames.TAG, Map.of());
    }

    public void testRules_surviveAFullRestart_andTheMaster() throws Exception {
        put(TestRules.rule("a"));
        internalCluster().fullRestart();
        awaitEverywhere(List.of("a"));

        ensureGreen(DetectNames.RULES_INDEX);
        internalCluster().stopCurrentMasterNode();
        ensureYellow(DetectNames.RULES_INDEX);
        put(TestRules.rule("b"));
        thenEverywhere(List.of("a", "b"));
    }

    public void testStats_countEveryNode() throws Exception {
        put(TestRules.rule("a"));
        awaitEverywhere(List.of("a"));
        String stats = EntityUtils.toString(getRestClient()
                .performRequest(new Request("GET", "/_detect/_stats"))
                .getEntity());
        then(stats).contains("\"_nodes\":{\"total\":3,\"successful\":3,\"failed\":0}");
        for (String node : internalCluster().getNodeNames()) {
            then(stats).contains("\"name\":\"" + node + "\"");
        }
    }

    /** That the cluster has had the bundled rules is written down last; a node that goes before installs them again. */
    private static void awaitRecord() throws Exception {
        assertBusy(() -> {
            Optional<Stored> record = safeAwait(
                    listener -> internalCluster().getInstance(StateStore.class).read("bundled-rules", listener));
            then(record).isPresent();
        });
    }

    private static void restartWithBundledRules() throws Exception {
        internalCluster().fullRestart(new InternalTestCluster.RestartCallback() {
            @Override
            public Settings onNodeStopped(String nodeName) {
                return Settings.builder()
                        .put(StoreSettings.PREBUILT.getKey(), true)
                        .build();
            }
        });
    }

    private static Detector detector(String node) {
        return internalCluster().getInstance(Detector.class, node);
    }

    private static void awaitEverywhere(List<String> ruleIds) throws Exception {
        assertBusy(() -> thenEverywhere(ruleIds), 30, TimeUnit.SECONDS);
    }

    private static void thenEverywhere(List<String> ruleIds) {
        for (Detector detector : internalCluster().getInstances(Detector.class)) {
            then(detector.isLoaded()).isTrue();
            then(detector.current().all().stream().map(rule -> rule.rule().id()))
                    .containsExactlyElementsOf(ruleIds);
        }
    }

    private static void put(Rule rule) {
        write(new RuleWrite.Put(rule, Optional.empty(), Precondition.NONE));
    }

    private static void write(RuleWrite write) {
        List<RuleOutcome> outcomes = safeAwait(
                listener -> internalCluster().getInstance(RuleStore.class).write(List.of(write), listener));
        then(outcomes).allMatch(RuleOutcome::isChange);
    }
}
