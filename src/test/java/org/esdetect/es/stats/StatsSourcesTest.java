package org.esdetect.es.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatsSourcesTest {
    private static final StatsSources SOURCES = new StatsSources(List.of(
            source("inline", Map.of("documents", 3L), Set.of("p99", "state", "rules.*.share")),
            source("alerts", Map.of(), Set.of())));

    @Test
    void collect_isOneSectionASource_inTheirOrder() {
        assertThat(SOURCES.collect())
                .containsExactly(Map.entry("inline", Map.of("documents", 3L)), Map.entry("alerts", Map.of()));
    }

    @Test
    void total_addsNumbersAtEveryDepth() {
        Map<String, Object> one =
                Map.of("inline", Map.of("documents", 3L, "rules", Map.of("a", Map.of("matches", 1L))));
        Map<String, Object> two = Map.of(
                "inline",
                Map.of("documents", 4, "rules", Map.of("a", Map.of("matches", 2), "b", Map.of("matches", 5))));
        assertThat(SOURCES.total(List.of(one, two)))
                .isEqualTo(Map.of(
                        "inline",
                        Map.of(
                                "documents",
                                7L,
                                "rules",
                                Map.of("a", Map.of("matches", 3L), "b", Map.of("matches", 5)))));
    }

    @Test
    void total_keepsFractions() {
        assertThat(SOURCES.total(List.of(Map.of("alerts", Map.of("share", 0.5)), Map.of("alerts", Map.of("share", 1)))))
                .isEqualTo(Map.of("alerts", Map.of("share", 1.5)));
    }

    @Test
    void total_leavesOutGaugesAndWhatIsNoNumber() {
        Map<String, Object> node = Map.of(
                "inline", Map.of("p99", 7, "state", Map.of("a", 1), "last_error", "x", "loaded", true, "documents", 1));
        assertThat(SOURCES.total(List.of(node, node))).isEqualTo(Map.of("inline", Map.of("documents", 2L)));
    }

    @Test
    void total_leavesOutGaugesInsideOthersByTheirPath() {
        Map<String, Object> node = Map.of("inline", Map.of("rules", Map.of("a.b", Map.of("p99", 1, "share", 0.5))));
        assertThat(SOURCES.total(List.of(node, node)))
                .isEqualTo(Map.of("inline", Map.of("rules", Map.of("a.b", Map.of("p99", 2L)))));
    }

    @Test
    void total_ofASectionThatOnlyOtherNodesHave_isKept() {
        assertThat(SOURCES.total(List.of(Map.of("newer", Map.of("p99", 1)))))
                .isEqualTo(Map.of("newer", Map.of("p99", 1)));
    }

    private static StatsSource source(String name, Map<String, Object> stats, Set<String> gauges) {
        return new StatsSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Map<String, Object> stats() {
                return stats;
            }

            @Override
            public Set<String> gauges() {
                return gauges;
            }
        };
    }
}
