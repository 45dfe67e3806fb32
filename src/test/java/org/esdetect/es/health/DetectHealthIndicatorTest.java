package org.esdetect.es.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.health.Diagnosis;
import org.elasticsearch.health.HealthIndicatorImpact;
import org.elasticsearch.health.HealthIndicatorResult;
import org.elasticsearch.health.HealthStatus;
import org.elasticsearch.health.SimpleHealthIndicatorDetails;
import org.elasticsearch.health.node.HealthInfo;
import org.junit.jupiter.api.Test;

class DetectHealthIndicatorTest {
    private final AtomicLong clock = new AtomicLong();
    private final LatestHealth latest = new LatestHealth(clock::get);
    private final List<Finding> live = new ArrayList<>();
    private final DetectHealthIndicator indicator = new DetectHealthIndicator(
            () -> ClusterState.EMPTY_STATE, clock::get, latest, List.of((state, now) -> List.copyOf(live)));

    private HealthIndicatorResult ask() {
        return indicator.calculate(true, 10, HealthInfo.EMPTY_HEALTH_INFO);
    }

    private void collected(Finding... findings) {
        Troubles troubles = new Troubles();
        troubles.add("node-1", NodeReport.of(List.of(findings)));
        latest.offer(new HealthSummary(0, 1, 1, troubles.since(List.of(), 1_000)));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> findings(HealthIndicatorResult result) {
        return (List<Map<String, Object>>)
                ((SimpleHealthIndicatorDetails) result.details()).details().get("findings");
    }

    @Test
    void beforeTheFirstCollection_isUnknown_andSaysWhy() {
        HealthIndicatorResult result = ask();
        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.symptom()).contains("has not been collected yet");
    }

    @Test
    void nothingWrong_isGreen_withTheAgeOfTheFigures() {
        collected();
        clock.addAndGet(7_000);
        HealthIndicatorResult result = ask();
        assertThat(result.status()).isEqualTo(HealthStatus.GREEN);
        assertThat(result.symptom()).isEqualTo("Detection works.");
        assertThat(((SimpleHealthIndicatorDetails) result.details()).details())
                .containsEntry("collected_millis_ago", 7_000L)
                .containsEntry("nodes_answered", 1);
        assertThat(result.impacts()).isEmpty();
        assertThat(result.diagnosisList()).isEmpty();
    }

    @Test
    void information_staysGreen_andIsShown() {
        collected(new Finding(Symptom.INDEX_UNCOVERED, "logs-x", "no pipeline"));
        HealthIndicatorResult result = ask();
        assertThat(result.status()).isEqualTo(HealthStatus.GREEN);
        assertThat(findings(result)).singleElement().satisfies(finding -> assertThat(finding)
                .containsEntry("indices", List.of("logs-x")));
        assertThat(result.diagnosisList()).isEmpty();
    }

    @Test
    void brokenRule_isYellow_andIsNamed() {
        collected(new Finding(Symptom.RULE_BROKEN, "rule-7", "unknown field"));
        HealthIndicatorResult result = ask();
        assertThat(result.status()).isEqualTo(HealthStatus.YELLOW);
        assertThat(result.symptom()).isEqualTo("Detection needs attention: enabled rules with errors [1].");
        assertThat(findings(result).get(0))
                .containsEntry("rules", List.of("rule-7"))
                .containsEntry("messages", List.of("rule-7: unknown field"))
                .containsEntry("since", "1970-01-01T00:00:01Z");
        assertThat(result.impacts().get(0).impactDescription()).isNotEmpty();
        Diagnosis.Definition diagnosis = result.diagnosisList().get(0).definition();
        assertThat(diagnosis.getUniqueId()).endsWith("detect:diagnosis:rule_broken");
        assertThat(diagnosis.action()).contains("_detect/rules");
    }

    @Test
    void whatTheClusterStateSays_isSeenAtOnce_evenBeforeACollection() {
        live.add(new Finding(Symptom.SIGNALS_UNAVAILABLE, "signals-detect-2026.11", "blocked"));
        HealthIndicatorResult result = ask();
        assertThat(result.status()).isEqualTo(HealthStatus.RED);
        assertThat(result.diagnosisList().get(0).affectedResources())
                .contains(new Diagnosis.Resource(Diagnosis.Resource.Type.INDEX, List.of("signals-detect-2026.11")));
        assertThat(result.impacts().stream().mapToInt(HealthIndicatorImpact::severity))
                .contains(1);
    }

    @Test
    void oldFigures_sayNothingAboutNow() {
        collected(new Finding(Symptom.RULE_BROKEN, "rule-7", ""));
        clock.addAndGet(120_000);
        HealthIndicatorResult result = ask();
        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.symptom()).contains("[120] seconds ago");
    }

    @Test
    void withoutDetails_onlyTheVerdictIsGiven() {
        collected(new Finding(Symptom.RULE_BROKEN, "rule-7", ""));
        HealthIndicatorResult result = indicator.calculate(false, 10, HealthInfo.EMPTY_HEALTH_INFO);
        assertThat(result.status()).isEqualTo(HealthStatus.YELLOW);
        assertThat(result.diagnosisList()).isEmpty();
    }
}
