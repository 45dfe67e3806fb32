package org.esdetect.es.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esdetect.es.ingest.TestRules.process;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.elasticsearch.cluster.metadata.Metadata;
import org.esdetect.alert.AlertRun;
import org.esdetect.alert.SourceEvent;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Expression;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.engine.Detector;
import org.esdetect.es.signal.TaggedAlerts;
import org.junit.jupiter.api.Test;

/** A rule that is too costly on documents goes out of the way of writers, and no document slips by it. */
class QuarantineTest {
    private static final String INDEX = "logs-endpoint.events.process-default";
    private static final IllegalStateException CAUSE = new IllegalStateException("bug");

    private long millis = 1_000_000;
    private final InstantSource clock = () -> Instant.ofEpochMilli(millis);
    private final Quarantine quarantine = new Quarantine(clock);
    private final CompiledRule rule = process("a", "x");

    private final Detector detector = new Detector();
    private final InlineCounters counters = new InlineCounters();
    private final Inspection inspection =
            new Inspection(detector, new TargetNames(() -> Metadata.EMPTY_METADATA), counters, clock);

    @Test
    void strike_fiveWithinAMinute_putsTheRuleAwayForTenMinutes() {
        strike(4, 10_000);
        assertThat(quarantine.rules()).isEmpty();
        strike(1, 0);
        assertThat(quarantine.rules()).containsExactly(rule);
        assertThat(quarantine.stats())
                .isEqualTo(Map.of(
                        "strikes",
                        5L,
                        "admitted",
                        1L,
                        "quarantined",
                        List.of(Map.of(
                                "rule_id",
                                "a",
                                "reason",
                                "java.lang.IllegalStateException: bug",
                                "since",
                                "1970-01-01T00:17:20Z",
                                "until",
                                "1970-01-01T00:27:20Z"))));
        millis += 600_000 - 1;
        assertThat(quarantine.rules()).containsExactly(rule);
        millis++;
        assertThat(quarantine.rules()).isEmpty();
        assertThat(quarantine.stats()).containsEntry("quarantined", List.of()).containsEntry("admitted", 1L);
    }

    @Test
    void strike_fiveInMoreThanAMinute_doesNot() {
        strike(100, 15_000);
        assertThat(quarantine.rules()).isEmpty();
    }

    @Test
    void strike_limitOfZero_neverDoes() {
        quarantine.setStrikes(0);
        strike(100, 0);
        assertThat(quarantine.rules()).isEmpty();
    }

    @Test
    void strike_otherVersionOfTheRule_startsAnew() {
        strike(4, 0);
        quarantine.strike(process("a", "x"), CAUSE);
        assertThat(quarantine.rules()).isEmpty();
    }

    @Test
    void inspect_ruleTooCostly_leavesTheOthersTheirVerdictAndTheDocumentIsJudgedLater() {
        CompiledRules rules = TestRules.of(1, costly("costly"), process("plain", "cmd.exe"));
        detector.replace(rules);
        Map<String, Object> source = inspected(dear("b", "b"));
        assertThat(tag(source)).containsEntry("rule_ids", List.of("plain"));
        assertThat(tag(source)).containsEntry("deferred", List.of("rule_too_costly"));
        assertThat(alerts(source, rules)).isEqualTo(1);
        assertThat(alerts(inspected(dear("b", "a")), rules)).isEqualTo(2);
        assertThat(counters.stats().get("rules"))
                .asString()
                .contains("costly={errors=2}")
                .contains("plain={matches=2}");
    }

    @Test
    void inspect_ruleInQuarantine_marksWhatItMayMatchAndNothingElse() {
        CompiledRules rules = TestRules.of(1, costly("costly"), process("plain", "sh"));
        detector.replace(rules);
        for (int i = 0; i < 5; i++) {
            assertThat(tag(inspected(dear("b", "b")))).containsEntry("deferred", List.of("rule_too_costly"));
        }
        Map<String, Object> matching = inspected(document("cmd.exe", List.of("a"), List.of("a")));
        assertThat(tag(matching))
                .containsEntry("deferred", List.of("quarantined"))
                .doesNotContainKey("rule_ids");
        assertThat(alerts(matching, rules)).isEqualTo(1);
        assertThat(inspected(document("sh", List.of("a"), List.of("a"))).get("detect"))
                .isEqualTo(Map.of("rule_ids", List.of("plain"), "at", "1970-01-01T00:16:40.000Z"));
        assertThat(inspected(document("zsh", List.of("a"), List.of("a")))).doesNotContainKey("detect");
    }

    @Test
    void inspect_ruleInQuarantineThatIsChanged_isJudgedAgain() {
        detector.replace(TestRules.of(1, costly("costly")));
        for (int i = 0; i < 5; i++) {
            inspected(dear("b", "b"));
        }
        assertThat(inspection.quarantine().findings(millis)).hasSize(1);
        detector.replace(new CompiledRules(List.of(process("costly", "cmd.exe")), 2, detector.current()));
        assertThat(inspection.quarantine().findings(millis))
                .as("nobody is told of it any more")
                .isEmpty();
        assertThat(inspection.quarantine().stats()).containsEntry("quarantined", List.of());
        assertThat(tag(inspected(dear("b", "b"))))
                .containsEntry("rule_ids", List.of("costly"))
                .doesNotContainKey("deferred");
    }

    private void strike(int times, long apart) {
        for (int i = 0; i < times; i++) {
            quarantine.strike(rule, CAUSE);
            millis += apart;
        }
    }

    /** {@code process.name == "cmd.exe"}, and one of the arguments is one of the other values. */
    private static CompiledRule costly(String id) {
        Condition equal = new Condition.Leaf(new Predicate.Computed(
                new Expression.Equal(new Expression.Field("process.args"), new Expression.Field("process.env"))));
        Condition name = new Condition.Leaf(new Predicate.OneOf("process.name", List.of(new Literal("cmd.exe")), true));
        return TestRules.rule(id, Condition.allOf(List.of(name, equal)), TestRules.PATTERN);
    }

    /** Nearly as many combinations as rules are judged on at all; the last one decides. */
    private static Map<String, Object> dear(String values, String last) {
        List<Object> args = new ArrayList<>(Collections.nCopies(309, "a".repeat(30)));
        args.add(last + "z");
        List<Object> env = new ArrayList<>(Collections.nCopies(309, values.repeat(30)));
        env.add("az");
        return document("cmd.exe", args, env);
    }

    private static Map<String, Object> document(String name, List<Object> args, List<Object> env) {
        return new HashMap<>(Map.of("process", new HashMap<>(Map.of("name", name, "args", args, "env", env))));
    }

    private Map<String, Object> inspected(Map<String, Object> source) {
        inspection.inspect(source, INDEX);
        return source;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tag(Map<String, Object> source) {
        return (Map<String, Object>) source.get("detect");
    }

    private int alerts(Map<String, Object> source, CompiledRules rules) {
        AlertRun run = new AlertRun(AlertRun.Mode.INLINE, clock.instant(), "run", "8.19.21");
        return TaggedAlerts.of(new SourceEvent(INDEX, INDEX, "id", source), rules, run)
                .size();
    }
}
