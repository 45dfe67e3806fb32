package org.esdetect.es.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esdetect.es.ingest.TestRules.process;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.cluster.metadata.Metadata;
import org.esdetect.engine.Detector;
import org.esdetect.es.stats.StatsSources;
import org.junit.jupiter.api.Test;

class RuleCostsTest {
    private final InlineCounters counters = new InlineCounters();

    @Test
    void stats_costOfRules_isAShareOfAllSampledTime() {
        counters.took(1_000);
        counters.ruleTimes().judged(process("a", "x"), 100);
        counters.ruleTimes().judged(process("a", "x"), 150);
        counters.ruleTimes().judged(process("b", "x"), 500);
        counters.matched(List.of(process("a", "x"), process("c", "x")));
        assertThat(counters.stats().get("rules"))
                .isEqualTo(Map.of(
                        "a", Map.of("matches", 1L, "touched", 2L, "sampled_nanos", 250L, "cost_share", 0.25),
                        "b", Map.of("touched", 1L, "sampled_nanos", 500L, "cost_share", 0.5),
                        "c", Map.of("matches", 1L)));
    }

    @Test
    void stats_andTheirSums_haveTheDearestRuleFirst() {
        counters.took(1_000);
        counters.ruleTimes().judged(process("a", "x"), 1);
        counters.ruleTimes().judged(process("z", "x"), 900);
        counters.matched(List.of(process("b", "x")));
        assertThat(((Map<?, ?>) counters.stats().get("rules")).keySet().stream().toList())
                .isEqualTo(List.of("z", "a", "b"));
        Map<String, Object> other = new InlineCounters().stats();
        other.put("sampled_time", Map.of("count", 1L, "total_nanos", 9_000L));
        other.put("rules", Map.of("a", Map.of("sampled_nanos", 5_000L)));
        Map<String, Object> total = new StatsSources(List.of(counters))
                .total(List.of(Map.of("inline", counters.stats()), Map.of("inline", other)));
        Map<?, ?> rules = (Map<?, ?>) ((Map<?, ?>) total.get("inline")).get("rules");
        assertThat(rules.keySet().stream().toList()).isEqualTo(List.of("a", "z", "b"));
        assertThat((Map<?, ?>) rules.get("a")).extracting("cost_share").isEqualTo(0.5001);
    }

    @Test
    void stats_manyRules_showsTheCostliestTwenty() {
        for (int i = 0; i < 1_000; i++) {
            counters.ruleTimes().judged(process("rule-" + i, "x"), i);
        }
        assertThat((Map<?, ?>) counters.stats().get("rules"))
                .hasSize(RuleCosts.SHOWN)
                .allSatisfy((rule, cost) -> assertThat((Map<?, ?>) cost)
                        .extracting("sampled_nanos")
                        .satisfies(nanos -> assertThat((long) nanos).isBetween(980L, 999L)));
    }

    /** One document in 64 is timed, so of so many at least one is. */
    @Test
    void inspect_manyDocuments_countsTheRulesThatTheyTouch() {
        Detector detector = new Detector();
        detector.replace(TestRules.of(1, process("touched", "cmd.exe"), process("never", "sh")));
        Inspection inspection = new Inspection(
                detector, new TargetNames(() -> Metadata.EMPTY_METADATA), counters, InstantSource.system());
        for (int i = 0; i < 64 * 50; i++) {
            inspection.inspect(new HashMap<>(Map.of("process.name", "cmd.exe")), "logs-test");
        }
        Map<?, ?> rules = (Map<?, ?>) counters.stats().get("rules");
        Map<?, ?> sampled = (Map<?, ?>) counters.stats().get("sampled_time");
        assertThat(rules.keySet()).isEqualTo(Set.of("touched"));
        assertThat((Map<?, ?>) rules.get("touched")).extracting("touched").isEqualTo(sampled.get("count"));
        assertThat((long) sampled.get("count")).isPositive();
    }
}
