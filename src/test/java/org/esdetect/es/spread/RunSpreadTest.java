package org.esdetect.es.spread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.cluster.ClusterName;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.node.DiscoveryNodeRole;
import org.elasticsearch.cluster.node.DiscoveryNodeUtils;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.util.concurrent.EsRejectedExecutionException;
import org.elasticsearch.tasks.TaskId;
import org.elasticsearch.transport.NodeDisconnectedException;
import org.esdetect.alert.AlertRun;
import org.esdetect.es.arrival.Arrivals;
import org.esdetect.es.run.RunReport;
import org.esdetect.es.run.RunRequest;
import org.esdetect.es.run.RunResult;
import org.esdetect.es.run.RunSettings;
import org.esdetect.es.run.RunStatus;
import org.esdetect.es.run.Scope;
import org.esdetect.es.run.TestSequences;
import org.esdetect.es.signal.ProcessorNodes;
import org.junit.jupiter.api.Test;

public class RunSpreadTest {
    private record Sent(String node, String rule, ActionListener<RuleRunAction.Response> answer) {}

    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, RunReport> reports = new TreeMap<>();
    private final Set<String> unknown = new TreeSet<>();
    private ClusterState state = nodes("n1", "n2", "n3");
    private boolean stopped;
    private final RunSpread spread = spread(2);

    @Test
    void runs_goInTurnToEveryNodeThatHoldsData() {
        start("a", "b", "c", "d");
        assertThat(sent).extracting(Sent::node).containsExactly("n1", "n2", "n3", "n1");
    }

    @Test
    void runs_beyondWhatTheNodesMayHave_waitForOneToEnd() {
        start("a", "b", "c", "d", "e", "f", "g", "h");
        assertThat(sent).hasSize(6);
        assertThat(spread.waiting()).isEqualTo(2);
        done(4);
        assertThat(sent).hasSize(7);
        assertThat(sent.get(6).node()).isEqualTo(sent.get(4).node());
        assertThat(sent.get(6).rule()).isEqualTo("g");
        assertThat(reports.get("e").place().id()).isEqualTo(sent.get(4).node());
    }

    @Test
    void run_thatANodeHasNotTheRuleFor_isDoneByAnother() {
        start("a");
        sent.get(0).answer().onResponse(RuleRunAction.Response.notHeld());
        sent.get(1).answer().onFailure(new EsRejectedExecutionException("full"));
        done(2);
        assertThat(sent).extracting(Sent::node).containsExactly("n1", "n2", "n3");
        assertThat(reports.get("a").result().outcome()).isEqualTo(RunResult.Outcome.SUCCESS);
    }

    @Test
    void run_thatNoNodeTakes_failsAndSaysWhy() {
        start("a");
        for (int i = 0; i < 3; i++) {
            sent.get(i).answer().onFailure(new EsRejectedExecutionException("full"));
        }
        assertThat(reports.get("a").result().outcome()).isEqualTo(RunResult.Outcome.FAILED);
        assertThat(reports.get("a").result().message()).isEqualTo("no node took the run; node [name-n3]: full");
    }

    @Test
    void run_thatANodeLeavesIn_isNotSentAfterTheOthersAtOnce() {
        start("a");
        sent.get(0)
                .answer()
                .onFailure(new NodeDisconnectedException(state.nodes().get("n1"), "gone"));
        assertThat(sent).hasSize(1);
        assertThat(reports.get("a").result().outcome()).isEqualTo(RunResult.Outcome.FAILED);
        assertThat(reports.get("a").result().message()).contains("node [name-n1] left during the run");
    }

    @Test
    void run_withoutAnyNode_failsInsteadOfWaiting() {
        state = ClusterState.EMPTY_STATE;
        state = ClusterState.builder(state)
                .nodes(DiscoveryNodes.builder()
                        .add(DiscoveryNodeUtils.builder("m")
                                .roles(Set.of(DiscoveryNodeRole.MASTER_ROLE))
                                .build())
                        .localNodeId("m"))
                .build();
        start("a");
        assertThat(reports.get("a").result().message()).contains("no node that holds data has the plugin");
    }

    @Test
    void rulesThatFailed_getHalfOfThePlaces_soThatOthersFindRoom() {
        for (String rule : List.of("t1", "t2", "t3", "t4", "t5")) {
            start(rule, true);
        }
        assertThat(sent).extracting(Sent::rule).containsExactly("t1", "t2", "t3");
        start("a", "b", "c", "d");
        assertThat(sent).extracting(Sent::rule).containsExactly("t1", "t2", "t3", "a", "b", "c");
        done(0);
        assertThat(sent.get(6).rule()).as("those that did not fail first").isEqualTo("d");
        done(3);
        assertThat(sent.get(7).rule()).isEqualTo("t4");
    }

    @Test
    void runs_ofATaskThatMoved_areGivenUp() {
        start("a", "b", "c", "d", "e", "f", "g");
        stopped = true;
        done(0);
        assertThat(unknown).containsExactly("g");
        sent.get(1).answer().onFailure(new EsRejectedExecutionException("full"));
        assertThat(unknown).containsExactly("b", "g");
        assertThat(sent).hasSize(6);
    }

    @Test
    void manyRuns_answeredAtOnce_needNoDeepStack() {
        RunSpread quick = new RunSpread(
                (request, listener) -> listener.onFailure(new EsRejectedExecutionException("full")),
                () -> state,
                () -> 7,
                settings(1));
        Set<String> failed = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            quick.start(
                    job("r" + i, false),
                    ActionListener.wrap(report -> failed.add(report.result().ruleId()), e -> {}));
        }
        assertThat(failed).hasSize(20_000);
    }

    @Test
    void report_saysHowLateTheRunWas() {
        spread.start(
                new RunSpread.Job(run("a"), false, 4, new Owner(TaskId.EMPTY_TASK_ID, () -> false)),
                ActionListener.wrap(report -> reports.put("a", report), e -> {}));
        done(0);
        assertThat(reports.get("a").lateMillis()).isEqualTo(3);
    }

    private void start(String... rules) {
        for (String rule : rules) {
            start(rule, false);
        }
    }

    private void start(String rule, boolean troubled) {
        spread.start(
                job(rule, troubled),
                ActionListener.wrap(report -> reports.put(rule, report), failure -> unknown.add(rule)));
    }

    private void done(int index) {
        RunResult result = RunResult.none(run(sent.get(index).rule()), RunResult.Outcome.SUCCESS, "");
        RunStatus status = new RunStatus(result.ruleId(), "", "done", 0, 0, 0, 0, Map.of());
        sent.get(index).answer().onResponse(RuleRunAction.Response.of(new RuleRunAction.Done(result, status)));
    }

    private RunSpread.Job job(String rule, boolean troubled) {
        return new RunSpread.Job(run(rule), troubled, 0, new Owner(TaskId.EMPTY_TASK_ID, () -> stopped));
    }

    public static RunRequest run(String rule) {
        AlertRun run = new AlertRun(AlertRun.Mode.SCHEDULED, Instant.EPOCH, "id", "8");
        Arrivals nothing = new Arrivals(new TreeMap<>(), Map.of(), new TreeMap<>());
        return new RunRequest(
                TestSequences.event(rule, "a"),
                run,
                new Scope.Arrived(nothing, Set.of()),
                100,
                false,
                Optional.empty(),
                new TreeMap<>());
    }

    private RunSpread spread(int perNode) {
        return new RunSpread(
                (request, listener) ->
                        sent.add(new Sent(request.nodeId(), request.message().ruleId(), listener)),
                () -> state,
                () -> 7,
                settings(perNode));
    }

    private static ClusterSettings settings(int perNode) {
        return new ClusterSettings(
                Settings.builder()
                        .put(RunSettings.MAX_CONCURRENT_RUNS.getKey(), perNode)
                        .build(),
                Set.of(RunSettings.MAX_CONCURRENT_RUNS, RunSpread.RUN_TIMEOUT));
    }

    private static ClusterState nodes(String... ids) {
        DiscoveryNodes.Builder nodes = DiscoveryNodes.builder();
        for (String id : ids) {
            nodes.add(DiscoveryNodeUtils.builder(id)
                    .name("name-" + id)
                    .attributes(Map.of(ProcessorNodes.ATTRIBUTE, "true"))
                    .build());
        }
        nodes.add(DiscoveryNodeUtils.builder("without-plugin").build());
        return ClusterState.builder(ClusterName.DEFAULT)
                .nodes(nodes.localNodeId("n1"))
                .build();
    }
}
