package org.esdetect.es.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.elasticsearch.common.io.stream.BytesStreamOutput;
import org.junit.jupiter.api.Test;

class TroublesTest {
    private static NodeReport report(Finding... findings) {
        return NodeReport.of(List.of(findings));
    }

    @Test
    void theSameRuleOnTwoNodes_countsOnce_andNamesBothNodes() {
        Troubles troubles = new Troubles();
        troubles.add("a", report(new Finding(Symptom.RULE_BROKEN, "r", "m")));
        troubles.add("b", report(new Finding(Symptom.RULE_BROKEN, "r", "m")));
        assertThat(troubles.since(List.of(), 5))
                .containsExactly(
                        new Trouble(Symptom.RULE_BROKEN, 1, List.of("r"), List.of("a", "b"), List.of("r: m"), 5));
    }

    @Test
    void nodes_areCounted_whereTheyAreTheSubject() {
        Troubles troubles = new Troubles();
        troubles.add("a", report(Finding.of(Symptom.QUEUE_FULL, "")));
        troubles.add("b", report(Finding.of(Symptom.QUEUE_FULL, "")));
        assertThat(troubles.since(List.of(), 5).get(0).count()).isEqualTo(2);
    }

    @Test
    void what_wasWrongBefore_isSinceThen_andTheWorstComesFirst() {
        Troubles troubles = new Troubles();
        troubles.add(
                "a",
                report(new Finding(Symptom.RULE_BROKEN, "r", ""), new Finding(Symptom.SIGNALS_UNAVAILABLE, "i", "")));
        List<Trouble> before = List.of(new Trouble(Symptom.RULE_BROKEN, 1, List.of("r"), List.of("a"), List.of(), 3));
        List<Trouble> now = troubles.since(before, 9);
        assertThat(now).extracting(Trouble::symptom).containsExactly(Symptom.SIGNALS_UNAVAILABLE, Symptom.RULE_BROKEN);
        assertThat(now).extracting(Trouble::sinceMillis).containsExactly(9L, 3L);
    }

    @Test
    void manySubjects_areCounted_andSomeAreNamed() {
        List<Finding> many = IntStream.range(0, 1_300)
                .mapToObj(i -> new Finding(Symptom.RULE_BROKEN, "rule-" + i, "m"))
                .toList();
        Troubles troubles = new Troubles();
        troubles.add("a", NodeReport.of(many));
        Trouble trouble = troubles.since(List.of(), 0).get(0);
        assertThat(trouble.count()).isEqualTo(1_300);
        assertThat(trouble.subjects()).hasSize(NodeReport.MAX_NAMED);
        assertThat(trouble.messages()).hasSizeLessThan(10);
    }

    @Test
    void summaryAndReport_areReadAsTheyWereWritten() throws IOException {
        Troubles troubles = new Troubles();
        NodeReport report = report(new Finding(Symptom.RULE_BROKEN, "r", "m"), Finding.of(Symptom.QUEUE_FULL, "x"));
        troubles.add("a", report);
        HealthSummary summary = new HealthSummary(12, 3, 2, troubles.since(List.of(), 5));
        try (BytesStreamOutput out = new BytesStreamOutput()) {
            summary.writeTo(out);
            report.writeTo(out);
            var in = out.bytes().streamInput();
            assertThat(HealthSummary.read(in)).isEqualTo(summary);
            assertThat(NodeReport.read(in)).isEqualTo(report);
        }
    }

    @Test
    void growth_isRecentForTenMinutes() {
        RecentGrowth growth = new RecentGrowth();
        assertThat(growth.grewLately("c", 0, 0)).isFalse();
        assertThat(growth.grewLately("c", 0, 50)).isFalse();
        assertThat(growth.grewLately("c", 2, 100)).isTrue();
        assertThat(growth.grewLately("c", 2, 599_000)).isTrue();
        assertThat(growth.grewLately("c", 2, 600_100)).isFalse();
        assertThat(growth.grewLately("c", 3, 600_200)).isTrue();
    }

    @Test
    void latest_keepsTheYounger() {
        long[] now = {0};
        LatestHealth latest = new LatestHealth(() -> now[0]);
        latest.offer(new HealthSummary(0, 1, 1, List.of()));
        now[0] = 1_000;
        latest.offer(new HealthSummary(5_000, 2, 2, List.of()));
        assertThat(latest.get()).contains(new HealthSummary(1_000, 1, 1, List.of()));
        latest.offer(new HealthSummary(10, 3, 3, List.of()));
        assertThat(latest.get().orElseThrow().nodes()).isEqualTo(3);
    }
}
