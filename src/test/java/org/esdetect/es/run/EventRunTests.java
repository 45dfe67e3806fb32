package org.esdetect.es.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.bulk.BulkRequest;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.common.settings.Settings;
import org.esdetect.alert.AlertRun;
import org.esdetect.engine.CompiledRule;
import org.esdetect.eql.lower.Plan;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.query.IndexMappings;
import org.esdetect.es.query.QueryCompiler;
import org.esdetect.rule.Rule;

public class EventRunTests extends RunTestCase {
    private final CompiledRule rule = TestSequences.event("one", "a");

    public void testRun_arrivals_areJudgedNotTrusted() {
        createLogs(2);
        event("1", "h", 0, "a");
        event("2", "h", 0, "b");
        RunResult result = runArrivals(rule);
        Assertions.assertThat(result.outcome()).isEqualTo(RunResult.Outcome.SUCCESS);
        // The query found both; the evaluator had its say.
        Assertions.assertThat(result.work().steps().get(0).newCandidates()).isEqualTo(2);
        Assertions.assertThat(alerts()).containsExactly("1");
        Assertions.assertThat(runArrivals(rule).isIdle()).isTrue();
    }

    public void testRun_lateAndFutureEvents_areFoundWhenTheyCome() {
        createLogs(1);
        event("1", "h", -86_400, "a");
        runArrivals(rule);
        event("2", "h", 3_600, "a");
        runArrivals(rule);
        Assertions.assertThat(alerts()).containsExactly("1", "2");
    }

    public void testRun_manyMatches_areReadPageByPage() {
        createLogs(2);
        BulkRequest events = new BulkRequest();
        for (int i = 0; i < 1_100; i++) {
            events.add(new IndexRequest(TestSequences.INDEX)
                    .id("e" + i)
                    .source(Map.of("@timestamp", NOW.plusSeconds(i).toString(), "event", Map.of("action", "a"))));
        }
        Assertions.assertThat(client().bulk(events).actionGet().hasFailures()).isFalse();
        Assertions.assertThat(runArrivals(rule).work().alerts().created()).isEqualTo(100);
        RunResult window = runWindow(rule, -10, 2_000);
        Assertions.assertThat(window.work().alerts().created()).isEqualTo(100);
        Assertions.assertThat(window.work().alerts().duplicate()).isEqualTo(100);
        Assertions.assertThat(window.work().alerts().suppressed()).isEqualTo(900);
    }

    public void testRun_overItsCap_tellsInOneAlert_ofWhatIsNotThereByAnotherPath() {
        createLogs(1);
        installTemplate();
        for (int i = 0; i < 150; i++) {
            event("e" + i, "h", i, "a");
        }
        RunResult first = runArrivals(rule, AlertRun.Mode.SCHEDULED);
        Assertions.assertThat(first.work().alerts().created()).isEqualTo(100);
        Assertions.assertThat(first.work().alerts().suppressed()).isEqualTo(50);
        Assertions.assertThat(overflow()).containsExactly(50L);

        // As after a crash that forgot the cursor: the same events again, of which a hundred are there now.
        cursor = Cursor.EMPTY;
        RunResult again = runArrivals(rule, AlertRun.Mode.SCHEDULED);
        Assertions.assertThat(again.work().alerts().created()).isEqualTo(50);
        Assertions.assertThat(again.work().alerts().suppressed()).isZero();

        for (int i = 0; i < 120; i++) {
            event("f" + i, "h", i, "a");
        }
        Assertions.assertThat(runArrivals(rule, AlertRun.Mode.SCHEDULED)
                        .work()
                        .alerts()
                        .suppressed())
                .isEqualTo(20);
        Assertions.assertThat(overflow()).as("another run of the same interval").containsExactly(70L);
        Assertions.assertThat(runWindow(rule, -10, 2_000, 1_000, false)
                        .work()
                        .alerts()
                        .created())
                .as("a run by hand with a higher cap gives them all")
                .isEqualTo(20);
    }

    public void testRun_leavesAlone_whatWasHeldBackInline_butNotWhenRunByHand() {
        createLogs(1);
        client().index(new IndexRequest(TestSequences.INDEX)
                        .id("1")
                        .source(Map.of(
                                "@timestamp",
                                NOW.toString(),
                                "event",
                                Map.of("action", "a"),
                                "detect",
                                Map.of("rule_ids", "one", "capped", "one"))))
                .actionGet();
        runArrivals(rule, AlertRun.Mode.SCHEDULED);
        Assertions.assertThat(alerts()).isEmpty();
        runWindow(rule, -10, 10);
        Assertions.assertThat(alerts()).containsExactly("1");
    }

    public void testWindow_byOverride_fallsBackToTheTimestamp() {
        Rule plain = TestSequences.rule("override");
        Map<String, Object> document = new TreeMap<>(plain.document());
        document.put("timestamp_override", "event.ingested");
        Rule overridden = new Rule(
                plain.id(),
                plain.name(),
                true,
                plain.type(),
                plain.query(),
                plain.indices(),
                plain.severity(),
                plain.riskScore(),
                plain.timing(),
                new Rule.FieldNames("event.category", "@timestamp", Optional.empty(), Optional.of("event.ingested")),
                document);
        CompiledRule byIngest = TestSequences.compiled(overridden, new Plan.OfEvent(TestSequences.action("a")));
        createIndex(
                TestSequences.INDEX, Settings.EMPTY, "_doc", "@timestamp", "type=date", "event.ingested", "type=date");
        ingested("late", -3_600, 0);
        ingested("early", 0, -3_600);
        event("fallback", "h", 0, "a");
        runWindow(byIngest, -60, 60);
        Assertions.assertThat(alerts()).containsExactly("fallback", "late");
    }

    public void testRun_runtimeFieldThatHidesTheSource_doesNotHideTheEvent() {
        IndexMappings mappings = new IndexMappings();
        queries = (condition, metadata, indices) -> QueryCompiler.compile(condition, mappings.of(metadata, indices));
        client().admin()
                .indices()
                .prepareCreate(TestSequences.INDEX)
                .setMapping(
                        """
                        {"dynamic": false,
                         "runtime": {"event.action": {"type": "long"}},
                         "properties": {"@timestamp": {"type": "date"}}}
                        """)
                .get();
        event("1", "h", 0, "a");
        event("2", "h", 0, "b");
        runArrivals(rule);
        Assertions.assertThat(alerts()).containsExactly("1");
    }

    public void testDryRun_writesNothingAndSaysWhat() {
        createLogs(1);
        event("1", "h", 0, "a");
        RunResult result = runWindow(rule, -60, 60, 100, true);
        Assertions.assertThat(result.work().alerts().ids()).hasSize(1);
        Assertions.assertThat(result.work().alerts().created()).isZero();
        Assertions.assertThat(alerts()).isEmpty();
    }

    public void testRun_signalsIndexReadOnly_failsAndKeepsItsCursor() {
        createLogs(1);
        event("1", "h", 0, "a");
        runArrivals(rule);
        String signals = signalsIndex();
        block(signals, true);
        event("2", "h", 1, "a");
        RunResult failed = runArrivals(rule);
        Assertions.assertThat(failed.outcome()).isEqualTo(RunResult.Outcome.FAILED);
        Assertions.assertThat(failed.message()).contains("[1] alerts could not be written");
        Assertions.assertThat(failed.reached()).isEmpty();
        block(signals, false);
        Assertions.assertThat(runArrivals(rule).outcome()).isEqualTo(RunResult.Outcome.SUCCESS);
        Assertions.assertThat(alerts()).containsExactly("1", "2");
    }

    public void testRun_oneIndexAway_theOthersGoOnAndItsShardKeepsItsCursor() {
        createLogs(1);
        client().admin()
                .indices()
                .prepareCreate(TestSequences.INDEX + "-red")
                .setSettings(Settings.builder().put("index.routing.allocation.require._name", RunTestPlugin.NOBODY))
                .setWaitForActiveShards(0)
                .get();
        event("1", "h", 0, "a");
        RunResult partial = runArrivals(rule);
        Assertions.assertThat(partial.outcome()).isEqualTo(RunResult.Outcome.PARTIAL);
        Assertions.assertThat(partial.message()).contains("logs-test-red");
        Assertions.assertThat(partial.failedShards()).hasSize(1);
        Assertions.assertThat(new TreeSet<>(partial.reached().keySet())).hasSize(1);
        Assertions.assertThat(alerts()).containsExactly("1");
    }

    private void ingested(String id, double seconds, long ingestedSeconds) {
        client().index(new IndexRequest(TestSequences.INDEX)
                        .id(id)
                        .source(Map.of(
                                "@timestamp",
                                NOW.plusMillis((long) (seconds * 1000)).toString(),
                                "event",
                                Map.of(
                                        "action",
                                        "a",
                                        "ingested",
                                        NOW.plusSeconds(ingestedSeconds).toString()))))
                .actionGet();
    }

    private void block(String index, boolean readOnly) {
        client().admin()
                .indices()
                .prepareUpdateSettings(index)
                .setSettings(Settings.builder().put("index.blocks.write", readOnly))
                .get();
    }

    private String signalsIndex() {
        var response = client().admin()
                .indices()
                .prepareGetIndex()
                .setIndices("signals-*")
                .get();
        Assertions.assertThat(response.indices()).hasSize(1);
        return response.indices()[0];
    }
}
