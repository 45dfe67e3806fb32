package org.esdetect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.testing.TestRules;
import org.junit.jupiter.api.Test;

class OverflowAlertTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final CompiledRule rule = RuleCompiler.compile(TestRules.rule("noisy"));
    private final CapInterval interval =
            CapInterval.of(rule.rule(), NOON.plusSeconds(61).toEpochMilli());

    private static HeldBack held(long count, int fromSecond, int toSecond, Map<String, Map<String, Long>> top) {
        return new HeldBack(
                count, Optional.of(NOON.plusSeconds(fromSecond)), Optional.of(NOON.plusSeconds(toSecond)), top);
    }

    @Test
    void interval_beginsAtAMultipleSinceTheEpoch() {
        assertThat(interval).isEqualTo(new CapInterval(NOON.toEpochMilli(), 300_000));
        assertThat(CapInterval.of(rule.rule(), -1)).isEqualTo(new CapInterval(-300_000, 300_000));
    }

    @Test
    void document_tellsHowMany_ofWhom_andWhen() {
        HeldBack inline = held(12, 1, 5, Map.of("host.name", Map.of("a", 9L, "b", 3L)));
        HeldBack run = held(3, 0, 2, Map.of("host.name", Map.of("b", 3L), "user.name", Map.of("root", 2L)));
        Alert alert = OverflowAlert.of(
                rule,
                interval,
                Map.of("inline", inline, "run", run),
                new AlertRun(AlertRun.Mode.INLINE, NOON, "x", "8.19.21"));
        assertThat(alert.id()).isEqualTo(OverflowAlert.id("noisy", interval)).hasSize(43);
        assertThat(alert.index()).isEqualTo("signals-detect-2026.11");
        assertThat(alert.source())
                .containsEntry("kibana.alert.rule.rule_id", "noisy")
                .containsEntry("kibana.alert.original_time", "2026-11-21T12:00:00.000Z")
                .containsEntry(
                        "kibana.alert.reason",
                        "15 more alerts of rule Rule noisy were held back in the 5m from 2026-11-21T12:00:00.000Z,"
                                + " over its max_signals; most: host.name a (9), b (6); most: user.name root (2).");
        assertThat(alert.source().get("detect.overflow"))
                .asString()
                .contains("count=15", "to=2026-11-21T12:00:05.000Z");
    }

    @Test
    void id_isThatOfRuleAndInterval() {
        assertThat(Stream.of(
                                OverflowAlert.id("noisy", interval),
                                OverflowAlert.id("noisz", interval),
                                OverflowAlert.id("noisy", new CapInterval(interval.endMillis(), 300_000)))
                        .distinct())
                .hasSize(3);
    }

    @Test
    void heldBack_isReadAsItWasWritten_andKeepsTheMostFrequent() {
        Map<String, Long> hosts =
                IntStream.range(0, 20).boxed().collect(java.util.stream.Collectors.toMap(i -> "h" + i, i -> (long) i));
        HeldBack many = held(190, 0, 9, Map.of("host.name", hosts, "other.field", Map.of("x", 1L)));
        assertThat(many.top()).containsOnlyKeys("host.name");
        assertThat(many.top().get("host.name").keySet()).containsExactly("h19", "h18", "h17", "h16", "h15");
        assertThat(HeldBack.fromMap(many.toMap())).isEqualTo(many);
        assertThat(HeldBack.fromMap("something else")).isEqualTo(HeldBack.NOTHING);
    }
}
