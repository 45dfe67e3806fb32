package org.esdetect.es.schedule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.elasticsearch.ResourceNotFoundException;
import org.elasticsearch.common.Strings;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.DetectNames;
import org.esdetect.es.action.RunAction;
import org.esdetect.es.hand.HandRequest;
import org.esdetect.es.run.TestSequences;

/** The task, its ticks and the runs by hand. */
public class ScheduledPathTests extends ScheduledTestCase {
    private static final CompiledRule EVENT = TestSequences.event("event", "a");
    private static final CompiledRule SEQUENCE = TestSequences.sequence("sequence", 300_000, "a", "b");

    public void testSchedule_newRule_looksBackAndThenJudgesWhatArrives() throws Exception {
        createLogs();
        event("recent", "h", -300, "a");
        event("old", "h", -3_600, "a");
        event("future", "h", 3_600, "a");
        rules(EVENT);
        awaitAlerts("future", "recent");
        event("late", "h", -7_200, "a");
        awaitAlerts("future", "late", "recent");
    }

    public void testSchedule_ruleSwitchedOffAndOn_looksBackAgain() throws Exception {
        createLogs();
        rules(EVENT, SEQUENCE);
        event("1", "h", -10, "a");
        awaitAlerts("1");
        rules(SEQUENCE);
        awaitRuns(5);
        event("2", "h", -5, "a");
        awaitRuns(5);
        Assertions.assertThat(alerts()).containsExactly("1");
        rules(EVENT, SEQUENCE);
        awaitAlerts("1", "2");
    }

    public void testSchedule_switchedOff_catchesUpWhenItIsOn() throws Exception {
        createLogs();
        rules(SEQUENCE);
        event("1", "h", -100_000, "a");
        awaitRuns(3);
        switchOn(false);
        assertBusy(() -> Assertions.assertThat(task()).isNull());
        event("2", "h", -99_990, "b");
        switchOn(true);
        awaitAlerts("1 2");
    }

    public void testSchedule_logsRunsThatDidSomething() throws Exception {
        createLogs();
        rules(EVENT);
        awaitRuns(2);
        event("1", "h", -10, "a");
        awaitAlerts("1");
        assertBusy(() -> {
            List<Map<String, Object>> runs = search(DetectNames.RUN_LOG + "-*");
            Assertions.assertThat(runs).hasSize(1);
            Assertions.assertThat(runs.get(0).get("rule")).isEqualTo(Map.of("id", "event", "name", "Rule event"));
            Assertions.assertThat(runs.get(0).get("alerts"))
                    .isEqualTo(Map.of("created", 1, "duplicate", 0, "suppressed", 0));
            Assertions.assertThat((Map<?, ?>) runs.get(0).get("run")).satisfies(run -> {
                Assertions.assertThat(run.get("outcome")).isEqualTo("success");
                Assertions.assertThat(run.get("kind")).isEqualTo("scheduled");
                Assertions.assertThat((Map<?, ?>) run.get("cursor")).hasSize(1);
            });
        });
    }

    public void testRunByHand_allRules_answersForEach() throws Exception {
        createLogs();
        event("1", "h", -7_200, "a");
        event("2", "h", -7_195, "b");
        rules(EVENT, SEQUENCE);
        RunAction.Response all = run(null, "now-3h", null, true, OptionalLong.empty());
        Assertions.assertThat(all.runs())
                .extracting(run -> run.result().ruleId())
                .containsExactly("event", "sequence");
        Assertions.assertThat(alerts()).isEmpty();
        run(null, "now-3h", "now", false, OptionalLong.empty());
        Assertions.assertThat(alerts()).containsExactly("1", "1 2");
        String json = Strings.toString(run(List.of("event"), "now-3h", "now", false, OptionalLong.empty()));
        Assertions.assertThat(json)
                .contains("\"rule_id\":\"event\"")
                .contains("\"outcome\":\"success\"")
                .contains("\"duplicate\":1")
                .contains("\"window\":{\"from\":");
    }

    public void testRunByHand_cap_saysWhatItHeldBack() throws Exception {
        createLogs();
        for (int i = 0; i < 5; i++) {
            event("e" + i, "h", -7_200, "a");
        }
        rules(EVENT);
        RunAction.Response capped = run(List.of("event"), "now-3h", null, false, OptionalLong.of(2));
        Assertions.assertThat(capped.runs().get(0).result().work().alerts().created())
                .isEqualTo(2);
        Assertions.assertThat(capped.runs().get(0).result().work().alerts().suppressed())
                .isEqualTo(3);
        run(List.of("event"), "now-3h", null, false, OptionalLong.of(100));
        Assertions.assertThat(alerts()).hasSize(5);
    }

    public void testRunByHand_wrongRequests_nameValueAndCure() {
        createLogs();
        rules(EVENT);
        Assertions.assertThatThrownBy(() -> run(List.of("evnt"), null, null, false, OptionalLong.empty()))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("no rule [evnt]")
                .hasMessageContaining("[event]");
        Assertions.assertThatThrownBy(() -> run(null, "yesterday", null, false, OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[from] is [yesterday]")
                .hasMessageContaining("[now-1h]");
        Assertions.assertThatThrownBy(() -> run(null, "now", "now-1h", false, OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[from] is [now], which is after [to], [now-1h]");
        Assertions.assertThatThrownBy(() -> run(null, "1700000000001", "1700000000000", false, OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1700000000001]");
    }

    private RunAction.Response run(List<String> rules, String from, String to, boolean dryRun, OptionalLong cap) {
        HandRequest request = new HandRequest(
                Optional.ofNullable(rules), Optional.ofNullable(from), Optional.ofNullable(to), dryRun, cap);
        return client().execute(RunAction.TYPE, new RunAction.Request(request, false))
                .actionGet();
    }
}
