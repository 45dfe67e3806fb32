package org.esdetect.es.schedule;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.admin.indices.rollover.RolloverRequest;
import org.elasticsearch.action.admin.indices.template.delete.TransportDeleteComposableIndexTemplateAction;
import org.elasticsearch.action.admin.indices.template.put.TransportPutComposableIndexTemplateAction;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.action.support.PlainActionFuture;
import org.elasticsearch.cluster.metadata.ComposableIndexTemplate;
import org.elasticsearch.cluster.metadata.Template;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.compress.CompressedXContent;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.tasks.TaskId;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.run.TestSequences;
import org.esdetect.es.spread.Owner;
import org.esdetect.es.store.StateStore;
import org.esdetect.es.store.Stored;
import org.esdetect.testing.DataStreams;

/** Things that happen between the steps of a sequence: its alert comes all the same, once. */
public class NoHoleTests extends ScheduledTestCase {
    private static final CompiledRule SEQUENCE = TestSequences.sequence("sequence", 300_000, "a", "b");

    public void testLateByHours_andAnHourInTheFuture_andInReversedOrder() throws Exception {
        createLogs();
        rules(SEQUENCE);
        awaitRuns(2);
        event("late-a", "late", -20_000, "a");
        event("future-a", "future", 3_600, "a");
        event("reversed-b", "reversed", -10, "b");
        awaitRuns(2);
        event("late-b", "late", -19_990, "b");
        event("future-b", "future", 3_610, "b");
        event("reversed-a", "reversed", -20, "a");
        awaitAlerts("future-a future-b", "late-a late-b", "reversed-a reversed-b");
        awaitRuns(3);
        awaitAlerts("future-a future-b", "late-a late-b", "reversed-a reversed-b");
    }

    public void testRuleDisabledAndEnabled_betweenTheSteps() throws Exception {
        createLogs();
        rules(SEQUENCE);
        event("a", "h", -30, "a");
        awaitRuns(2);
        rules();
        event("b", "h", -20, "b");
        assertBusy(() -> Assertions.assertThat(state().rules()).isEmpty());
        rules(SEQUENCE);
        awaitAlerts("a b");
    }

    public void testRuleEdited_betweenTheSteps_joinsWhatCameBefore() throws Exception {
        createLogs();
        rules(SEQUENCE);
        event("a", "h", -3_000, "a");
        event("c", "h", -2_990, "c");
        awaitRuns(3);
        CompiledRule edited = new CompiledRule(
                TestSequences.rule("sequence").withRevision(2),
                Optional.of(TestSequences.plan(OptionalLong.of(300_000), Optional.empty(), "a", "c", "b")),
                "fedcba9876543210",
                List.of());
        rules(edited);
        awaitRuns(1);
        event("b", "h", -2_980, "b");
        awaitAlerts("a c b");
    }

    public void testIndexRolledOver_betweenTheSteps() throws Exception {
        client().execute(
                        TransportPutComposableIndexTemplateAction.TYPE,
                        new TransportPutComposableIndexTemplateAction.Request("stream").indexTemplate(template()))
                .actionGet();
        try {
            rules(SEQUENCE);
            stream("a", "h", -3_000, "a");
            awaitRuns(2);
            String second = client().admin()
                    .indices()
                    .rolloverIndex(new RolloverRequest("logs-test-stream", null))
                    .actionGet()
                    .getNewIndex();
            stream("b", "h", -2_990, "b");
            awaitAlertCount(1);
            Assertions.assertThat(search(second)).hasSize(1);
        } finally {
            rules();
            DataStreams.removeAll(getInstanceFromNode(ClusterService.class));
            client().execute(
                            TransportDeleteComposableIndexTemplateAction.TYPE,
                            new TransportDeleteComposableIndexTemplateAction.Request("stream"))
                    .actionGet();
        }
    }

    /** The schedule moves from a node to another whose clock says something else. */
    public void testClocksTenMinutesOff_aheadAndBehind_holdNothingUpAndHideNothing() throws Exception {
        createLogs();
        switchOn(false);
        assertBusy(() -> Assertions.assertThat(task()).isNull());
        CompiledRule event = TestSequences.event("event", "b");
        rules(SEQUENCE, event);
        Duration[] clocks = {
            Duration.ZERO, Duration.ofMinutes(10), Duration.ZERO, Duration.ofMinutes(-10), Duration.ofMinutes(10)
        };
        String[] expected = new String[2 * clocks.length];
        for (int i = 0; i < clocks.length; i++) {
            plugin().ticks().forget();
            event("a" + i, "h" + i, -100, "a");
            tick(clocks[i]);
            event("b" + i, "h" + i, -90, "b");
            tick(clocks[i].plusSeconds(2));
            tick(clocks[i].plusSeconds(4));
            expected[2 * i] = "a" + i + " b" + i;
            expected[2 * i + 1] = "b" + i;
            Assertions.assertThat(alerts())
                    .as("after the clock said %s", clocks[i])
                    .containsExactlyInAnyOrder(Arrays.copyOf(expected, 2 * i + 2));
        }
        plugin().ticks().forget();
    }

    public void testDeletedRule_leavesNoState() throws Exception {
        createLogs();
        rules(SEQUENCE, TestSequences.event("event", "b"));
        awaitRuns(3);
        assertBusy(() -> Assertions.assertThat(state().rules()).containsOnlyKeys("event", "sequence"));
        rules(SEQUENCE);
        assertBusy(() -> Assertions.assertThat(state().rules()).containsOnlyKeys("sequence"));
        rules(new CompiledRule[0]);
        assertBusy(() -> Assertions.assertThat(state().rules()).isEmpty());
    }

    private ScheduleState state() {
        PlainActionFuture<Optional<Stored>> future = new PlainActionFuture<>();
        new StateStore(client()).read(ScheduleState.ID, future);
        return future.actionGet()
                .map(stored -> ScheduleState.fromMap(stored.source()))
                .orElse(ScheduleState.EMPTY);
    }

    private void tick(Duration off) {
        PlainActionFuture<Void> done = new PlainActionFuture<>();
        plugin().ticks().tick(Instant.now().plus(off), new Owner(TaskId.EMPTY_TASK_ID, () -> false), done);
        done.actionGet();
    }

    private void awaitAlertCount(int count) throws Exception {
        assertBusy(() -> Assertions.assertThat(alerts()).hasSize(count));
        awaitRuns(2);
        Assertions.assertThat(alerts()).hasSize(count);
    }

    private static ComposableIndexTemplate template() throws IOException {
        CompressedXContent mappings = new CompressedXContent(
                """
                {"_doc": {"properties": {"@timestamp": {"type": "date"},
                    "host": {"properties": {"id": {"type": "keyword"}}},
                    "event": {"properties": {"action": {"type": "keyword"}}}}}}""");
        return ComposableIndexTemplate.builder()
                .indexPatterns(List.of("logs-test-stream"))
                .priority(500L)
                .template(new Template(
                        Settings.builder().put("index.number_of_replicas", 0).build(), mappings, null))
                .dataStreamTemplate(new ComposableIndexTemplate.DataStreamTemplate())
                .build();
    }

    private void stream(String id, String host, long secondsFromNow, String action) {
        client().index(new IndexRequest("logs-test-stream")
                        .create(true)
                        .source(Map.of(
                                "@timestamp",
                                Instant.now().plusSeconds(secondsFromNow).toString(),
                                "host",
                                Map.of("id", host),
                                "event",
                                Map.of("action", action, "id", id))))
                .actionGet();
    }
}
