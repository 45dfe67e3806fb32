package org.esdetect.es.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.admin.cluster.reroute.ClusterRerouteUtils;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.cluster.routing.ShardRouting;
import org.elasticsearch.cluster.routing.allocation.command.MoveAllocationCommand;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.PluginsService;
import org.elasticsearch.test.ESIntegTestCase.ClusterScope;
import org.elasticsearch.test.ESIntegTestCase.Scope;
import org.elasticsearch.test.InternalTestCluster;
import org.elasticsearch.test.transport.MockTransportService;
import org.elasticsearch.transport.TransportService;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.eql.lower.Plan;
import org.esdetect.es.run.TestSequences;
import org.esdetect.testing.TestRules;

/** Shards move, copies and nodes go away, nodes lag behind: no hole, nothing twice, and others are not held up. */
@ClusterScope(scope = Scope.TEST, numDataNodes = 3, numClientNodes = 0, supportsDedicatedMasters = false)
public class NodesComeAndGoIT extends ScheduledClusterTestCase {
    private static final String OTHER_INDEX = "logs-other";
    private static final CompiledRule SEQUENCE = TestSequences.sequence("sequence", 300_000, "a", "b");
    private static final CompiledRule OTHER = TestSequences.compiled(
            TestRules.rule("other", Map.of("index", List.of(OTHER_INDEX))),
            new Plan.OfEvent(TestSequences.action("a")));

    @Override
    protected Collection<Class<? extends Plugin>> nodePlugins() {
        return List.of(ScheduledPathPlugin.class, MockTransportService.TestPlugin.class);
    }

    public void testRuns_areSpreadOverTheNodesThatHaveTheRules() throws Exception {
        createLogs();
        List<CompiledRule> rules = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            rules.add(TestSequences.event("rule" + i, "a"));
            expected.add("1");
            expected.add("2");
        }
        String owner = owner();
        String behind = internalCluster().getNodeNames()[0].equals(owner)
                ? internalCluster().getNodeNames()[1]
                : internalCluster().getNodeNames()[0];
        CompiledRule old = TestSequences.compiled(
                rules.get(0).rule().withRevision(7), rules.get(0).plan().orElseThrow());
        plugin(behind).detector().replace(new CompiledRules(List.of(old), 1));
        for (String node : internalCluster().getNodeNames()) {
            if (!node.equals(behind)) {
                plugin(node).detector().replace(new CompiledRules(rules, 2));
            }
        }
        event("1", "h", Instant.now().minusSeconds(10), "a");
        event("2", "h", Instant.now().minusSeconds(10), "a");
        awaitAlerts(expected);
        Map<String, Long> runs = new TreeMap<>();
        for (String node : internalCluster().getNodeNames()) {
            runs.put(node, ((Number) plugin(node).stats().stats().get("runs_on_this_node")).longValue());
        }
        Assertions.assertThat(runs).containsEntry(behind, 0L);
        Assertions.assertThat(runs.values().stream().filter(count -> count > 0)).hasSize(2);
    }

    public void testShardRelocated_whileARunReadsIt() throws Exception {
        createLogs();
        loadRules(SEQUENCE);
        pair(0);
        awaitAlerts(List.of("a0 b0"));
        HeldSearches searches =
                HeldSearches.of(Set.of(TestSequences.INDEX), internalCluster().getInstances(TransportService.class));
        pair(1);
        assertBusy(() -> Assertions.assertThat(searches.held()).isPositive());
        for (int shard = 0; shard < 2; shard++) {
            movePrimary(shard);
        }
        searches.letGo();
        pair(2);
        awaitAlerts(List.of("a0 b0", "a1 b1", "a2 b2"));
    }

    public void testReplicaPromoted_betweenTheSteps() throws Exception {
        createLogs();
        loadRules(SEQUENCE);
        pair(0);
        awaitAlerts(List.of("a0 b0"));
        event("a1", "h1", Instant.now().minusSeconds(60), "a");
        event("b2", "h2", Instant.now().minusSeconds(55), "b");
        // The index of the first alert is young: its replica may not be there yet.
        ensureGreen();
        internalCluster().stopNode(nodeOf(primary(0)));
        event("b1", "h1", Instant.now().minusSeconds(55), "b");
        event("a2", "h2", Instant.now().minusSeconds(60), "a");
        awaitAlerts(List.of("a0 b0", "a1 b1", "a2 b2"));
    }

    public void testShardUnavailable_otherRulesGoOn_itsCursorWaits_andTheAlertsComeAfterwards() throws Exception {
        createLogs();
        loadRules(SEQUENCE, OTHER);
        String owner = owner();
        String home = List.of(internalCluster().getNodeNames()).stream()
                .filter(node -> !node.equals(owner))
                .findFirst()
                .orElseThrow();
        prepareCreate(
                        OTHER_INDEX,
                        Settings.builder()
                                .put("index.number_of_shards", 1)
                                .put("index.number_of_replicas", 0)
                                .put("index.routing.allocation.require._name", home))
                .setMapping("@timestamp", "type=date", "event.action", "type=keyword")
                .get();
        ensureGreen(OTHER_INDEX);
        other("before");
        awaitAlerts(List.of("before"));
        ensureGreen();
        switchOn(false);
        assertBusy(() -> Assertions.assertThat(task()).isNull());
        other("waits");
        internalCluster().restartNode(home, new InternalTestCluster.RestartCallback() {
            @Override
            public Settings onNodeStopped(String node) throws Exception {
                switchOn(true);
                pair(0);
                awaitAlerts(List.of("before", "a0 b0"));
                pair(1);
                awaitAlerts(List.of("before", "a0 b0", "a1 b1"));
                assertBusy(() -> {
                    ScheduleSummary summary = plugin(owner()).summary().orElseThrow();
                    Assertions.assertThat(summary.stuck())
                            .containsExactly(new ScheduleSummary.Stuck(
                                    OTHER_INDEX, 0, "has no active primary", List.of("other")));
                    Assertions.assertThat(summary.failing())
                            .extracting(ScheduleSummary.Failing::ruleId)
                            .containsExactly("other");
                    Assertions.assertThat(summary.toMap().get("unavailable_shards"))
                            .isEqualTo(Map.of("[logs-other][0]", "has no active primary"));
                });
                return super.onNodeStopped(node);
            }
        });
        awaitAlerts(List.of("before", "waits", "a0 b0", "a1 b1"));
        assertBusy(() -> Assertions.assertThat(
                        plugin(owner()).summary().orElseThrow().stuck())
                .isEmpty());
    }

    private void pair(int number) {
        Instant time = Instant.now().minusSeconds(60);
        event("a" + number, "h" + number, time, "a");
        event("b" + number, "h" + number, time.plusSeconds(5), "b");
    }

    private void other(String id) {
        client().index(new IndexRequest(OTHER_INDEX)
                        .id(id)
                        .source(Map.of(
                                "@timestamp",
                                Instant.now().minusSeconds(5).toString(),
                                "event",
                                Map.of("action", "a"))))
                .actionGet();
    }

    private void movePrimary(int shard) {
        ShardRouting primary = primary(shard);
        String to = clusterState().nodes().getDataNodes().keySet().stream()
                .filter(node ->
                        clusterState().routingTable().index(TestSequences.INDEX).shard(shard).activeShards().stream()
                                .noneMatch(copy -> copy.currentNodeId().equals(node)))
                .findFirst()
                .orElseThrow();
        ClusterRerouteUtils.reroute(
                client(), new MoveAllocationCommand(TestSequences.INDEX, shard, primary.currentNodeId(), to));
        clusterAdmin()
                .prepareHealth(TEST_REQUEST_TIMEOUT)
                .setWaitForNoRelocatingShards(true)
                .get();
        Assertions.assertThat(primary(shard).currentNodeId()).isEqualTo(to);
    }

    private static ShardRouting primary(int shard) {
        return clusterState()
                .routingTable()
                .index(TestSequences.INDEX)
                .shard(shard)
                .primaryShard();
    }

    private static String nodeOf(ShardRouting shard) {
        return clusterState().nodes().get(shard.currentNodeId()).getName();
    }

    private static ScheduledPathPlugin plugin(String node) {
        return internalCluster()
                .getInstance(PluginsService.class, node)
                .filterPlugins(ScheduledPathPlugin.class)
                .findFirst()
                .orElseThrow();
    }
}
