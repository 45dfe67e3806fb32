package org.esdetect.es.plugin;

import static org.assertj.core.api.BDDAssertions.then;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.common.Strings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.xcontent.ChunkedToXContent;
import org.elasticsearch.common.xcontent.XContentHelper;
import org.elasticsearch.health.GetHealthAction;
import org.elasticsearch.health.HealthStatus;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.test.ESIntegTestCase;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.es.DetectNames;
import org.esdetect.es.health.HealthCollector;
import org.esdetect.es.schedule.TestSchedule;
import org.esdetect.es.store.Precondition;
import org.esdetect.es.store.RuleOutcome;
import org.esdetect.es.store.RuleStore;
import org.esdetect.es.store.RuleWrite;
import org.esdetect.es.store.StoreSettings;
import org.esdetect.testing.TestRules;
import org.junit.After;

/** What {@code GET /_health_report/detect} says, asked on every node of a cluster. */
@ESIntegTestCase.ClusterScope(
        scope = ESIntegTestCase.Scope.TEST,
        numDataNodes = 3,
        numClientNodes = 0,
        supportsDedicatedMasters = false)
public class HealthIT extends ESIntegTestCase {
    @Override
    protected Collection<Class<? extends Plugin>> nodePlugins() {
        return List.of(DetectPlugin.class);
    }

    @Override
    protected Settings nodeSettings(int nodeOrdinal, Settings otherSettings) {
        return Settings.builder()
                .put(super.nodeSettings(nodeOrdinal, otherSettings))
                .put(StoreSettings.PREBUILT.getKey(), false)
                .put(HealthCollector.INTERVAL.getKey(), "200ms")
                .build();
    }

    /** Off for good: the cluster ends with the test. */
    @After
    public void removeTask() throws Exception {
        TestSchedule.switchOn(client(), false);
        assertBusy(() -> TestSchedule.assertForgotten(client()));
    }

    public void testRuleThatIsNotRun_isYellowOnEveryNode_unlessItIsDisabledOrOfAnotherType() throws Exception {
        awaitEverywhere(HealthStatus.GREEN, "");
        put(Map.of("query", "process where process.name =="));
        awaitEverywhere(HealthStatus.YELLOW, "rule_broken");
        for (String node : internalCluster().getNodeNames()) {
            then(report(node)).contains("\"rules\":[\"health\"]").contains("\"help_url\":\"docs/operations.md#health-");
        }
        put(Map.of("exceptions_list", List.of(Map.of("list_id", "nowhere", "type", "detection"))));
        awaitEverywhere(HealthStatus.YELLOW, "exception list [nowhere]");
        put(Map.of("query", "process where process.name ==", "enabled", false));
        awaitEverywhere(HealthStatus.GREEN, "");
        put(Map.of("type", "threshold", "query", ""));
        awaitEverywhere(HealthStatus.GREEN, "rule_unsupported");
    }

    public void testSignalsIndex_thatIsLocked_isRed_untilItIsUnlocked() throws Exception {
        awaitEverywhere(HealthStatus.GREEN, "");
        String index = DetectNames.SIGNALS + "-9999.01";
        createIndex(index);
        ensureGreen(index);
        updateIndexSettings(Settings.builder().put(IndexMetadata.SETTING_BLOCKS_WRITE, true), index);
        awaitEverywhere(HealthStatus.RED, "signals_unavailable");
        then(report(internalCluster().getMasterName())).contains("\"indices\":[\"" + index + "\"]");
        updateIndexSettings(Settings.builder().putNull(IndexMetadata.SETTING_BLOCKS_WRITE), index);
        awaitEverywhere(HealthStatus.GREEN, "");
    }

    public void testScheduleSwitchedOff_isYellow_andAnUncoveredIndexIsOnlyTold() throws Exception {
        createIndex("logs-uncovered");
        put(Map.of());
        awaitEverywhere(HealthStatus.GREEN, "");
        assertBusy(() -> {
            for (String node : internalCluster().getNodeNames()) {
                then(report(node)).contains("index_uncovered").contains("logs-uncovered");
            }
        });
        TestSchedule.switchOn(client(), false);
        awaitEverywhere(HealthStatus.YELLOW, "schedule_disabled");
    }

    private static void put(Map<String, Object> differences) {
        RuleWrite write = new RuleWrite.Put(TestRules.rule("health", differences), Optional.empty(), Precondition.NONE);
        List<RuleOutcome> outcomes = safeAwait(
                listener -> internalCluster().getInstance(RuleStore.class).write(List.of(write), listener));
        then(outcomes).allMatch(RuleOutcome::isChange);
    }

    private void awaitEverywhere(HealthStatus status, String symptom) throws Exception {
        assertBusy(
                () -> {
                    for (String node : internalCluster().getNodeNames()) {
                        String report = report(node);
                        then(XContentHelper.convertToMap(XContentType.JSON.xContent(), report, false))
                                .as(node + ": " + report)
                                .containsEntry("status", status.xContentValue());
                        then(report).contains(symptom);
                    }
                },
                30,
                TimeUnit.SECONDS);
    }

    private static String report(String node) {
        GetHealthAction.Response response = internalCluster()
                .client(node)
                .execute(GetHealthAction.INSTANCE, new GetHealthAction.Request("detect", true, 100))
                .actionGet();
        return Strings.toString(ChunkedToXContent.wrapAsToXContent(response.findIndicator("detect")));
    }
}
