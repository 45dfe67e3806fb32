package org.esdetect.es.plugin;

import static org.assertj.core.api.BDDAssertions.then;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.action.bulk.BulkRequest;
import org.elasticsearch.action.bulk.BulkResponse;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.search.SearchResponse;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.elasticsearch.test.ESIntegTestCase;
import org.esdetect.es.DetectNames;
import org.esdetect.es.schedule.TestSchedule;
import org.esdetect.es.signal.TemplateInstaller;
import org.esdetect.es.store.Precondition;
import org.esdetect.es.store.RuleOutcome;
import org.esdetect.es.store.RuleStore;
import org.esdetect.es.store.RuleWrite;
import org.esdetect.es.store.StoreSettings;
import org.esdetect.testing.TestRules;
import org.junit.After;

/** The whole plugin on two nodes: a thousand like events are one alert, whichever way they come. */
@ESIntegTestCase.ClusterScope(scope = ESIntegTestCase.Scope.TEST, numDataNodes = 2, supportsDedicatedMasters = false)
public class SuppressionTests extends ESIntegTestCase {
    private static final int EVENTS = 500;

    @Override
    protected Collection<Class<? extends Plugin>> nodePlugins() {
        return List.of(DetectPlugin.class);
    }

    @Override
    protected boolean addMockInternalEngine() {
        return false;
    }

    @Override
    protected Settings nodeSettings(int nodeOrdinal, Settings otherSettings) {
        return Settings.builder()
                .put(super.nodeSettings(nodeOrdinal, otherSettings))
                .put(StoreSettings.PREBUILT.getKey(), false)
                .put("detect.schedule.max_interval", "1s")
                .put("detect.sweep.interval", "1s")
                .build();
    }

    /** Off for good: its state would still be written while the framework takes the cluster down. */
    @After
    public void removeTask() throws Exception {
        TestSchedule.switchOn(client(), false);
        assertBusy(() -> TestSchedule.assertForgotten(client()));
    }

    public void testInlineAndScheduled_acrossNodesAndARestart_areOneAlert() throws Exception {
        assertBusy(
                () -> then(TemplateInstaller.isReady(clusterService().state())).isTrue());
        put();
        createIndex(
                "logs-inline",
                Settings.builder()
                        .put("index.final_pipeline", DetectNames.PIPELINE)
                        .put("index.number_of_shards", 2)
                        .put("index.number_of_replicas", 0)
                        .build());
        createIndex(
                "logs-plain",
                Settings.builder()
                        .put("index.number_of_shards", 2)
                        .put("index.number_of_replicas", 0)
                        .build());
        index("logs-inline", 0);
        index("logs-plain", 0);
        awaitCount(2 * EVENTS - 1);

        internalCluster().fullRestart();
        ensureGreen();
        index("logs-inline", EVENTS);
        index("logs-plain", EVENTS);
        awaitCount(4 * EVENTS - 1);
        // What the sweep brings again changes nothing.
        TimeUnit.SECONDS.sleep(3);
        awaitCount(4 * EVENTS - 1);
    }

    private static void put() {
        RuleWrite put = new RuleWrite.Put(
                TestRules.rule(
                        "r",
                        Map.of(
                                "query",
                                "process where process.name == \"r\"",
                                "index",
                                List.of("logs-*"),
                                "alert_suppression",
                                Map.of(
                                        "group_by",
                                        List.of("host.name"),
                                        "duration",
                                        Map.of("value", 24, "unit", "h")))),
                Optional.empty(),
                Precondition.NONE);
        List<RuleOutcome> outcomes = safeAwait(
                listener -> internalCluster().getInstance(RuleStore.class).write(List.of(put), listener));
        then(outcomes).allMatch(RuleOutcome::isChange);
    }

    private static void index(String index, int from) {
        BulkRequest bulk = new BulkRequest();
        for (int i = 0; i < EVENTS; i++) {
            bulk.add(new IndexRequest(index)
                    .id("e" + (from + i))
                    .source(Map.of(
                            "@timestamp",
                            Instant.now().toString(),
                            "event",
                            Map.of("category", "process"),
                            "process",
                            Map.of("name", "r"),
                            "host",
                            Map.of("name", "h"))));
        }
        BulkResponse response = client().bulk(bulk).actionGet();
        then(response.hasFailures()).as(response.buildFailureMessage()).isFalse();
    }

    private void awaitCount(int expected) throws Exception {
        assertBusy(
                () -> {
                    List<Map<String, Object>> alerts = alerts();
                    then(alerts).hasSize(1);
                    then(alerts.get(0).get("kibana.alert.suppression.docs_count"))
                            .isEqualTo(expected);
                },
                60,
                TimeUnit.SECONDS);
    }

    private List<Map<String, Object>> alerts() {
        refresh(DetectNames.SIGNALS + "-*");
        List<Map<String, Object>> found = new ArrayList<>();
        SearchResponse response = client().search(new SearchRequest(DetectNames.SIGNALS + "-*")
                        .indicesOptions(IndicesOptions.lenientExpandOpen())
                        .source(new SearchSourceBuilder().size(100)))
                .actionGet();
        try {
            for (SearchHit hit : response.getHits().getHits()) {
                found.add(hit.getSourceAsMap());
            }
        } finally {
            response.decRef();
        }
        return found;
    }
}
