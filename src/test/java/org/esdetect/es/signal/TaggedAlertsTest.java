package org.esdetect.es.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esdetect.es.ingest.TestRules.process;

import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esdetect.alert.AlertRun;
import org.esdetect.alert.SourceEvent;
import org.esdetect.condition.Condition;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.ingest.TestRules;
import org.junit.jupiter.api.Test;

class TaggedAlertsTest {
    private static final AlertRun RUN =
            new AlertRun(AlertRun.Mode.INLINE, Instant.parse("2026-01-02T03:04:05Z"), "run", "8.19.21");

    private final CompiledRules rules = TestRules.of(
            1,
            process("a", "x"),
            process("b", "x"),
            process("c", "y"),
            TestRules.rule("elsewhere", Condition.ALWAYS, "winlogbeat-*"));

    @Test
    void of_namedRules_areJudgedAgain() {
        assertThat(alerts(Map.of("process.name", "x", "detect", Map.of("rule_ids", List.of("a")))))
                .isEqualTo(1);
        assertThat(alerts(Map.of("process.name", "x", "detect", Map.of("rule_ids", List.of("b", "c", "a")))))
                .isEqualTo(2);
        assertThat(alerts(Map.of("process.name", "x", "detect.rule_ids", "a"))).isEqualTo(1);
    }

    @Test
    void of_ruleThatIsGoneOrNamesAnotherIndex_raisesNothing() {
        assertThat(alerts(Map.of("process.name", "x", "detect", Map.of("rule_ids", List.of("gone", "elsewhere")))))
                .isZero();
    }

    @Test
    void of_deferredEvent_isJudgedByAllRulesOfItsTarget() {
        assertThat(alerts(Map.of("process.name", "x", "detect", Map.of("deferred", List.of("error")))))
                .isEqualTo(2);
        assertThat(alerts(Map.of("process.name", "z", "detect", Map.of("deferred", List.of("error")))))
                .isZero();
    }

    @Test
    void of_ruleThatWasHeldBack_raisesNothing_theOthersDo() {
        assertThat(alerts(Map.of(
                        "process.name", "x", "detect", Map.of("rule_ids", List.of("a", "b"), "capped", List.of("a")))))
                .isEqualTo(1);
        assertThat(alerts(Map.of(
                        "process.name", "x", "detect", Map.of("deferred", List.of("error"), "capped", List.of("a")))))
                .isEqualTo(1);
    }

    @Test
    void of_untaggedEvent_raisesNothing() {
        assertThat(alerts(Map.of("process.name", "x"))).isZero();
        assertThat(alerts(Map.of("process.name", "x", "detect", Map.of("rule_ids", List.of()))))
                .isZero();
    }

    @Test
    void of_rulesThatThrow_areToldOneByOne() {
        Map<String, Object> source = new HashMap<>();
        source.put("detect", Map.of("deferred", List.of("error")));
        source.put("process", new Hostile());
        List<String> failed = new ArrayList<>();
        assertThat(TaggedAlerts.of(
                        event(source),
                        rules,
                        RUN,
                        Set.of(),
                        (rule, failure) -> failed.add(rule.rule().id())))
                .isEmpty();
        assertThat(failed).containsExactly("a", "b", "c");
        assertThat(TaggedAlerts.of(event(source), rules, RUN)).isEmpty();
    }

    private int alerts(Map<String, Object> source) {
        return TaggedAlerts.of(event(source), rules, RUN).size();
    }

    private static SourceEvent event(Map<String, Object> source) {
        return new SourceEvent("logs-x", ".ds-logs-x-000001", "id", source);
    }

    /** Stands for whatever makes a rule throw. */
    private static final class Hostile extends AbstractMap<String, Object> {
        @Override
        public Set<Entry<String, Object>> entrySet() {
            throw new IllegalStateException("hostile");
        }
    }
}
