package org.esdetect.es.hand;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.admin.cluster.node.tasks.cancel.CancelTasksRequest;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.tasks.TaskId;
import org.elasticsearch.tasks.TaskResult;
import org.elasticsearch.test.transport.MockTransportService;
import org.elasticsearch.transport.TransportService;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.action.RunAction;
import org.esdetect.es.run.RunRequest;
import org.esdetect.es.run.RunResult;
import org.esdetect.es.run.RunStatus;
import org.esdetect.es.run.Scope;
import org.esdetect.es.run.TestSequences;
import org.esdetect.es.run.TimeWindow;
import org.esdetect.es.schedule.HeldSearches;
import org.esdetect.es.schedule.ScheduleSettings;
import org.esdetect.es.schedule.ScheduledPathPlugin;
import org.esdetect.es.schedule.ScheduledTestCase;
import org.esdetect.es.spread.RunSpreadTest;

/** Runs by hand as tasks: over long windows, watched, stopped, and asked for their result afterwards. */
public class HandRunTests extends ScheduledTestCase {
    private static final CompiledRule SEQUENCE = TestSequences.sequence("sequence", 300_000, "a", "b");
    private static final long DAY = Duration.ofDays(1).toSeconds();

    @Override
    protected Collection<Class<? extends Plugin>> getPlugins() {
        return List.of(ScheduledPathPlugin.class, MockTransportService.TestPlugin.class);
    }

    @Override
    protected Settings nodeSettings() {
        return Settings.builder()
                .put(super.nodeSettings())
                .put(ScheduleSettings.ENABLED.getKey(), false)
                .build();
    }

    public void testSlices_areTheWindow_eachMillisecondOnce() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant to = from.plus(Duration.ofDays(30));
        List<TimeWindow> slices = HandSlices.of(request(from, to)).stream()
                .map(run -> run.scope().window().orElseThrow())
                .toList();
        Assertions.assertThat(slices).hasSize(100);
        Assertions.assertThat(slices.get(0).fromMillis()).isEqualTo(from.toEpochMilli());
        Assertions.assertThat(slices.get(99).toMillis()).isEqualTo(to.toEpochMilli());
        for (int i = 1; i < slices.size(); i++) {
            Assertions.assertThat(slices.get(i).fromMillis())
                    .isEqualTo(slices.get(i - 1).toMillis() + 1);
        }
        Assertions.assertThat(HandSlices.of(request(from, from.plus(Duration.ofHours(5)))))
                .hasSize(1);
        Assertions.assertThat(HandSlices.of(request(Instant.ofEpochMilli(TimeWindow.START_OF_TIME_MILLIS), to)))
                .as("without a start there is nothing to divide")
                .hasSize(1);
    }

    public void testLongWindow_findsWhatShortOnesFind_underTheSameIds() throws Exception {
        createLogs();
        rules(SEQUENCE);
        long slice = (30 * DAY) / 100;
        for (int i = 0; i < 30; i++) {
            // Some of them lie across the border of two slices.
            event("a" + i, "h" + i, -30 * DAY + i * slice - 40, "a");
            event("b" + i, "h" + i, -30 * DAY + i * slice + 40, "b");
        }
        RunResult whole = run("now-30d", 1_000).get(0).result();
        Assertions.assertThat(whole.outcome()).isEqualTo(RunResult.Outcome.SUCCESS);
        Assertions.assertThat(whole.work().alerts().ids()).hasSize(30).doesNotHaveDuplicates();
        Set<String> again = new TreeSet<>();
        for (int i = 0; i < 30; i++) {
            Instant at = Instant.now().plusSeconds(-30 * DAY + i * slice);
            RunResult part = run(
                            at.minusSeconds(120).toString(), at.plusSeconds(120).toString(), 1_000)
                    .get(0)
                    .result();
            Assertions.assertThat(part.work().alerts().created()).isZero();
            again.addAll(part.work().alerts().ids());
        }
        Assertions.assertThat(again)
                .containsExactlyInAnyOrderElementsOf(whole.work().alerts().ids());
    }

    public void testLongWindow_capHoldsForAllSlicesTogether() throws Exception {
        createLogs();
        rules(TestSequences.event("event", "a"));
        for (int i = 0; i < 10; i++) {
            event("e" + i, "h", -29 * DAY + i * 2 * DAY, "a");
        }
        RunResult capped = run("now-30d", 4).get(0).result();
        Assertions.assertThat(capped.work().alerts().created()).isEqualTo(4);
        Assertions.assertThat(capped.work().alerts().suppressed()).isEqualTo(6);
        Assertions.assertThat(alerts()).containsExactly("e0", "e1", "e2", "e3");
    }

    public void testWithoutWaiting_theResultIsKept() throws Exception {
        createLogs();
        rules(SEQUENCE);
        event("a", "h", -50, "a");
        event("b", "h", -40, "b");
        TaskId task = start(new RunAction.Request(handRequest("now-30d", null, 10), true), ActionListener.noop());
        AtomicReference<TaskResult> result = new AtomicReference<>();
        assertBusy(() -> {
            result.set(client().admin().cluster().prepareGetTask(task).get().getTask());
            Assertions.assertThat(result.get().isCompleted()).isTrue();
        });
        Map<String, Object> answer = result.get().getResponseAsMap();
        Assertions.assertThat((List<?>) answer.get("rules"))
                .singleElement()
                .extracting(rule -> ((Map<?, ?>) rule).get("outcome"))
                .isEqualTo("success");
        awaitAlerts("a b");
    }

    public void testCancelled_endsItsSearches_andSaysHowFarItCame() throws Exception {
        createLogs();
        rules(SEQUENCE);
        event("b", "h", -40, "b");
        HeldSearches searches =
                HeldSearches.of(Set.of(TestSequences.INDEX), List.of(getInstanceFromNode(TransportService.class)));
        AtomicReference<RunAction.Response> answer = new AtomicReference<>();
        TaskId task = start(
                new RunAction.Request(handRequest("now-30d", null, 10), false),
                ActionListener.wrap(answer::set, failure -> {
                    throw new AssertionError(failure);
                }));
        assertBusy(() -> Assertions.assertThat(searches.held()).isPositive());
        HandRunStatus status = (HandRunStatus) client().admin()
                .cluster()
                .prepareGetTask(task)
                .get()
                .getTask()
                .getTask()
                .status();
        Assertions.assertThat(status.slices()).isEqualTo(100);
        Assertions.assertThat(status.slicesDone()).isLessThan(100);
        Assertions.assertThat(status.running()).extracting(RunStatus::ruleId).containsExactly("sequence");
        client().admin()
                .cluster()
                .cancelTasks(new CancelTasksRequest().setReason("enough").setTargetTaskId(task))
                .actionGet();
        assertBusy(() -> Assertions.assertThat(answer.get()).isNotNull());
        RunResult result = answer.get().runs().get(0).result();
        Assertions.assertThat(result.outcome()).isEqualTo(RunResult.Outcome.CANCELLED);
        Assertions.assertThat(result.message()).startsWith("cancelled: enough; stopped in [");
        Assertions.assertThat(searches.cancelled()).isPositive();
        searches.letGo();
    }

    private List<HandRun> run(String from, int cap) {
        return run(from, null, cap);
    }

    private List<HandRun> run(String from, String to, int cap) {
        return client().execute(RunAction.TYPE, new RunAction.Request(handRequest(from, to, cap), false))
                .actionGet()
                .runs();
    }

    private TaskId start(RunAction.Request request, ActionListener<RunAction.Response> listener) {
        NodeClient client = getInstanceFromNode(NodeClient.class);
        long id = client.executeLocally(RunAction.TYPE, request, listener).getId();
        return new TaskId(client.getLocalNodeId(), id);
    }

    private static HandRequest handRequest(String from, String to, int cap) {
        return new HandRequest(
                Optional.empty(), Optional.ofNullable(from), Optional.ofNullable(to), false, OptionalLong.of(cap));
    }

    private static RunRequest request(Instant from, Instant to) {
        TimeWindow time = TimeWindow.of(SEQUENCE.rule(), from.toEpochMilli(), to.toEpochMilli());
        return RunSpreadTest.run("rule").over(new Scope.Window(Set.of(), time, QueryBuilders.matchAllQuery(), true));
    }
}
