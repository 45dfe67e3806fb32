package org.esdetect.es.schedule;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.admin.cluster.node.tasks.cancel.CancelTasksRequest;
import org.elasticsearch.action.admin.cluster.node.tasks.list.ListTasksResponse;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.tasks.TaskInfo;
import org.elasticsearch.test.transport.MockTransportService;
import org.elasticsearch.transport.TransportService;
import org.esdetect.engine.CompiledRule;
import org.esdetect.eql.lower.Plan;
import org.esdetect.es.DetectNames;
import org.esdetect.es.run.RunStatus;
import org.esdetect.es.run.TestSequences;
import org.esdetect.es.spread.RuleRunAction;
import org.esdetect.es.spread.RunSpread;
import org.esdetect.testing.TestRules;
import org.junit.After;
import org.junit.Before;

/** A run that does not end: others go on, it can be watched and stopped, its time runs out, and nothing is lost. */
public class SlowRunTests extends ScheduledTestCase {
    private static final String SLOW_INDEX = "logs-slow";
    private static final CompiledRule SLOW = TestSequences.compiled(
            TestRules.rule("slow", Map.of("index", List.of(SLOW_INDEX))), new Plan.OfEvent(TestSequences.action("a")));
    private static final CompiledRule QUICK = TestSequences.event("quick", "a");

    private HeldSearches searches;

    @Override
    protected Collection<Class<? extends Plugin>> getPlugins() {
        return List.of(ScheduledPathPlugin.class, MockTransportService.TestPlugin.class);
    }

    @Before
    public void holdSearches() {
        createLogs();
        createIndex(
                SLOW_INDEX,
                Settings.builder().put("index.number_of_replicas", 0).build(),
                "_doc",
                "@timestamp",
                "type=date",
                "event.action",
                "type=keyword");
        searches = HeldSearches.ofDocuments(Set.of(SLOW_INDEX), List.of(getInstanceFromNode(TransportService.class)));
        eventIn(SLOW_INDEX, "s", "h", -20, "a");
    }

    @After
    public void letGo() throws Exception {
        searches.letGo();
        assertBusy(() -> Assertions.assertThat(runs("[n]")).isEmpty());
    }

    public void testOneSlowRule_doesNotHoldUpTheOthers_andShowsWhatItDoes() throws Exception {
        rules(SLOW, QUICK);
        event("1", "h", -10, "a");
        awaitAlerts("1");
        event("2", "h", -10, "a");
        awaitAlerts("1", "2");
        TaskInfo run = runs("[n]").get(0);
        Assertions.assertThat(run.description()).startsWith("rule [slow] over");
        Assertions.assertThat(run.cancellable()).isTrue();
        RunStatus status = (RunStatus) run.status();
        Assertions.assertThat(status.phase()).isEqualTo("reading");
        Assertions.assertThat(status.searches()).isEqualTo(1);
        assertBusy(() -> Assertions.assertThat(count("still_running")).isEqualTo(1));
        searches.letGo();
        awaitAlerts("1", "2", "s");
    }

    public void testTimeout_cancelsTheRunAndItsSearches_andTheEventIsJudgedByALaterRun() throws Exception {
        set(RunSpread.RUN_TIMEOUT.getKey(), "1s");
        rules(SLOW, QUICK);
        assertBusy(() -> {
            Assertions.assertThat(searches.cancelled()).isPositive();
            Assertions.assertThat(search(DetectNames.RUN_LOG + "-*")).anySatisfy(log -> {
                Assertions.assertThat(log.get("rule")).isEqualTo(Map.of("id", "slow", "name", "Rule slow"));
                Map<?, ?> run = (Map<?, ?>) log.get("run");
                Assertions.assertThat(run.get("outcome")).isEqualTo("cancelled");
                Assertions.assertThat(run.get("message").toString())
                        .contains("it took longer than [detect.schedule.run_timeout], [1s]");
                Assertions.assertThat(run.get("timeout_ms")).isEqualTo(1000);
                Assertions.assertThat(((Map<?, ?>) run.get("phase_ms")).containsKey("reading"))
                        .isTrue();
            });
        });
        assertBusy(
                () -> Assertions.assertThat(summary().failing()).singleElement().satisfies(failing -> {
                    Assertions.assertThat(failing.ruleId()).isEqualTo("slow");
                    Assertions.assertThat(failing.failures()).isPositive();
                    Assertions.assertThat(failing.message()).contains("run_timeout");
                }));
        searches.letGo();
        awaitAlerts("s");
        assertBusy(() -> Assertions.assertThat(summary().failing()).isEmpty());
    }

    public void testCancelledByAUser_endsItsSearches_andTheRuleIsTriedAgain() throws Exception {
        rules(SLOW);
        assertBusy(() -> Assertions.assertThat(searches.held()).isEqualTo(1));
        CancelTasksRequest cancel = new CancelTasksRequest().setReason("enough");
        cancel.setTargetTaskId(runs("[n]").get(0).taskId());
        client().admin().cluster().cancelTasks(cancel).actionGet();
        Assertions.assertThat(searches.cancelled()).isEqualTo(1);
        assertBusy(() -> Assertions.assertThat(summary().failing())
                .singleElement()
                .satisfies(failing -> Assertions.assertThat(failing.message()).isEqualTo("cancelled: enough")));
        searches.letGo();
        awaitAlerts("s");
    }

    public void testTaskLeaves_itsRunsEndWithIt() throws Exception {
        rules(SLOW);
        assertBusy(() -> Assertions.assertThat(searches.held()).isEqualTo(1));
        switchOn(false);
        assertBusy(() -> Assertions.assertThat(searches.cancelled()).isEqualTo(1));
        assertBusy(() -> Assertions.assertThat(runs("*")).isEmpty());
        switchOn(true);
        searches.letGo();
        awaitAlerts("s");
    }

    private List<TaskInfo> runs(String end) {
        ListTasksResponse tasks = client().admin()
                .cluster()
                .prepareListTasks()
                .setActions(RuleRunAction.TYPE.name() + end)
                .setDetailed(true)
                .get();
        return tasks.getTasks();
    }
}
