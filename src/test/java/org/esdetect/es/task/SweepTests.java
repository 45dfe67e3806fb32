package org.esdetect.es.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.action.support.PlainActionFuture;
import org.elasticsearch.cluster.service.ClusterService;
import org.esdetect.alert.Alert;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.arrival.Checkpoints;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.signal.WriteReport;

public class SweepTests extends RunTestCase {
    private final CompiledRules rules = new CompiledRules(
            List.of(TestSequences.event("one", "a"), TestSequences.event("two", "a"), TestSequences.event("b", "b")),
            1);
    private final ScheduleStats stats = new ScheduleStats();

    public void testSweep_taggedEvents_getTheAlertsThatTheirRulesGive() {
        tagged("1", "a", Map.of("rule_ids", List.of("one")));
        tagged("forged", "c", Map.of("rule_ids", List.of("one", "two", "no-such-rule")));
        tagged("2", "b", Map.of("deferred", List.of("rules_not_loaded")));
        event("untagged", "h", 0, "a");
        sweep(tools());
        Assertions.assertThat(alerts()).containsExactly("1", "2");
        Map<String, String> before = alertsById();
        sweep(tools());
        cursor = Cursor.EMPTY;
        sweep(tools());
        Assertions.assertThat(alertsById()).isEqualTo(before);
        Assertions.assertThat(stats.stats().toString()).contains("alerts_created=2");
    }

    public void testSweep_alertsNotWritten_keepsItsCursor() {
        tagged("1", "a", Map.of("rule_ids", List.of("one")));
        RunTools refusing = withSink((alerts, listener) ->
                listener.onResponse(new WriteReport(0, 0, Map.of(alerts.get(0).id(), "queue is full"))));
        Assertions.assertThatThrownBy(() -> sweep(refusing))
                .hasMessageContaining("[1] alerts could not be written")
                .hasMessageContaining("queue is full");
        Assertions.assertThat(cursor).isEqualTo(Cursor.EMPTY);
        sweep(tools());
        Assertions.assertThat(alerts()).containsExactly("1");
    }

    public void testSweep_nothingNew_writesNothing() {
        tagged("1", "a", Map.of("rule_ids", List.of("one")));
        sweep(tools());
        List<Alert> written = new ArrayList<>();
        sweep(withSink((alerts, listener) -> {
            written.addAll(alerts);
            listener.onResponse(WriteReport.NOTHING);
        }));
        Assertions.assertThat(written).isEmpty();
    }

    private void tagged(String id, String action, Map<String, Object> tag) {
        client().index(new IndexRequest(TestSequences.INDEX)
                        .id(id)
                        .source(Map.of("@timestamp", NOW.toString(), "event", Map.of("action", action), "detect", tag)))
                .actionGet();
    }

    private RunTools withSink(AlertSink sink) {
        RunTools tools = tools();
        return new RunTools(
                tools.runAs(),
                tools.rights(),
                tools.queries(),
                sink,
                tools.clusterService(),
                tools.executor(),
                tools.limits());
    }

    private void sweep(RunTools tools) {
        PlainActionFuture<Cursor> future = new PlainActionFuture<>();
        Checkpoints checkpoints = new Checkpoints(client(), getInstanceFromNode(ClusterService.class));
        ActionListener.run(future, listener -> new Sweep(tools, checkpoints, stats)
                .start(indices(TestSequences.event("one", "a")).byName().values(), cursor, rules, NOW, listener));
        cursor = future.actionGet();
    }
}
