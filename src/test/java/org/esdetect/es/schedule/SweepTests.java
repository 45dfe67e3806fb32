package org.esdetect.es.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.action.support.PlainActionFuture;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.query.QueryBuilders;
import org.esdetect.alert.Alert;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.arrival.Checkpoints;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.run.AlertSink;
import org.esdetect.es.run.RunTestCase;
import org.esdetect.es.run.RunTools;
import org.esdetect.es.run.TestSequences;
import org.esdetect.es.signal.OverflowWriter;
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

    public void testSweep_whatWasHeldBack_isCountedInOneAlert_howeverOftenItIsSwept() {
        indexWithTags();
        String at = "2026-03-01T11:58:00.000Z";
        tagged("1", "a", Map.of("rule_ids", List.of("one"), "at", at));
        for (int i = 2; i <= 4; i++) {
            tagged("" + i, "a", Map.of("rule_ids", List.of("one"), "capped", List.of("one"), "at", at));
        }
        sweep(tools());
        Assertions.assertThat(alerts()).containsExactly("", "1");
        Assertions.assertThat(overflowAlert()).containsEntry("detect.overflow.count", 3);
        SortedMap<String, String> before = alertsById();
        cursor = Cursor.EMPTY;
        sweep(tools());
        Assertions.assertThat(alertsById()).as("nothing was written again").isEqualTo(before);

        tagged("5", "a", Map.of("rule_ids", List.of("one"), "capped", List.of("one"), "at", at));
        sweep(tools());
        Assertions.assertThat(alerts()).containsExactly("", "1");
        Assertions.assertThat(overflowAlert())
                .containsEntry("detect.overflow.count", 4)
                .containsEntry("kibana.alert.workflow_status", "open")
                .hasEntrySatisfying("kibana.alert.reason", reason -> Assertions.assertThat(reason)
                        .asString()
                        .startsWith("4 more alerts")
                        .contains("host.name h1 (4)"));
        tagged(
                "6",
                "a",
                Map.of("rule_ids", List.of("one"), "capped", List.of("one"), "at", "2026-03-01T12:01:00.000Z"));
        sweep(tools());
        Assertions.assertThat(alerts()).as("another interval").containsExactly("", "", "1");
    }

    /** The overflow alert, its object flat; fails when there is not exactly one. */
    private Map<String, Object> overflowAlert() {
        alertsById();
        var response = client().prepareSearch("signals-*")
                .setQuery(QueryBuilders.termQuery("kibana.alert.depth", 1))
                .setPostFilter(QueryBuilders.existsQuery("detect.overflow.count"))
                .get();
        try {
            Assertions.assertThat(response.getHits().getHits()).hasSize(1);
            Map<String, Object> source = response.getHits().getAt(0).getSourceAsMap();
            ((Map<?, ?>) source.get("detect.overflow"))
                    .forEach((name, value) -> source.put("detect.overflow." + name, value));
            return source;
        } finally {
            response.decRef();
        }
    }

    private void indexWithTags() {
        createIndex(
                TestSequences.INDEX,
                Settings.EMPTY,
                "_doc",
                "@timestamp",
                "type=date",
                "host.name",
                "type=keyword",
                "detect.rule_ids",
                "type=keyword",
                "detect.capped",
                "type=keyword",
                "detect.at",
                "type=date");
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

    public void testSweep_alertsThatAreThere_areNotBuiltAgain() {
        tagged("1", "a", Map.of("rule_ids", List.of("one")));
        sweep(tools());
        tagged("2", "a", Map.of("rule_ids", List.of("one")));
        tagged("1", "a", Map.of("rule_ids", List.of("one", "two")));
        cursor = Cursor.EMPTY;
        List<Alert> written = new ArrayList<>();
        RunTools recording = withSink((alerts, listener) -> {
            written.addAll(alerts);
            tools().alerts().write(alerts, listener);
        });
        sweep(recording);
        Assertions.assertThat(written).hasSize(2);
        Assertions.assertThat(alerts()).containsExactly("1", "1", "2");
        written.clear();
        cursor = Cursor.EMPTY;
        sweep(recording);
        Assertions.assertThat(written).isEmpty();
    }

    private void tagged(String id, String action, Map<String, Object> tag) {
        client().index(new IndexRequest(TestSequences.INDEX)
                        .id(id)
                        .source(Map.of(
                                "@timestamp",
                                NOW.toString(),
                                "host",
                                Map.of("name", "h1"),
                                "event",
                                Map.of("action", action),
                                "detect",
                                tag)))
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
        InlineOverflow overflow = new InlineOverflow(new OverflowWriter(client(), () -> true));
        ActionListener.run(future, listener -> new Sweep(tools, checkpoints, stats, overflow)
                .start(indices(TestSequences.event("one", "a")).byName().values(), cursor, rules, NOW, listener));
        cursor = future.actionGet();
    }
}
