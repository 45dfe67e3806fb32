package org.esdetect.es.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.elasticsearch.core.TimeValue;
import org.esdetect.alert.AlertRun;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.arrival.Arrivals;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.coverage.UncoveredIndices;
import org.esdetect.es.health.Finding;
import org.esdetect.es.health.Symptom;
import org.esdetect.es.run.RunReport;
import org.esdetect.es.run.RunRequest;
import org.esdetect.es.run.RunResult;
import org.esdetect.es.run.Scope;
import org.esdetect.es.run.TestSequences;
import org.junit.jupiter.api.Test;

/** What is said of a rule after its runs, as the owner of the schedule takes them down. */
class ScheduleSummaryTest {
    private static final long NOW = 1_000;

    private final CompiledRule rule = TestSequences.event("rule", "a");
    private final Schedule schedule = new Schedule(0);
    private final ScheduleStats stats = new ScheduleStats();
    private RuleState state = RuleState.first("hash", NOW);

    @Test
    void run_thatFailsAgain_isNamed_untilOneSucceeds() {
        ran(RunResult.Outcome.FAILED, "first");
        assertThat(findings()).as("a shard may move").isEmpty();
        ran(RunResult.Outcome.FAILED, "second");
        assertThat(findings()).containsExactly(new Finding(Symptom.RUNS_FAILING, "rule", "second"));
        ran(RunResult.Outcome.PARTIAL, "shard 3");
        assertThat(findings()).containsExactly(new Finding(Symptom.RUNS_PARTIAL, "rule", "shard 3"));
        ran(RunResult.Outcome.IDLE, "");
        assertThat(findings()).isEmpty();
    }

    @Test
    void rule_thatIsGone_isNotNamed() {
        ran(RunResult.Outcome.CANCELLED, "too long");
        ran(RunResult.Outcome.CANCELLED, "too long");
        assertThat(findings()).hasSize(1);
        stats.keepOnly(Set.of("other"));
        assertThat(findings()).isEmpty();
    }

    /** The owner before may have had reasons that are no more. */
    @Test
    void rule_thatFailedUnderAnotherOwner_isNamedWhenItFailsHere() {
        state = new RuleState(Optional.empty(), "hash", 0, 1, 2, 3, 5, NOW, "then", Optional.empty());
        assertThat(findings()).isEmpty();
        ran(RunResult.Outcome.FAILED, "now");
        assertThat(findings()).containsExactly(new Finding(Symptom.RUNS_FAILING, "rule", "now"));
    }

    private void ran(RunResult.Outcome outcome, String message) {
        Arrivals nothing = new Arrivals(new TreeMap<>(), Map.of(), new TreeMap<>());
        RunRequest run = new RunRequest(
                rule,
                new AlertRun(AlertRun.Mode.SCHEDULED, Instant.ofEpochMilli(NOW), "id", "8"),
                new Scope.Arrived(nothing, Set.of()),
                100,
                false,
                Optional.empty(),
                new TreeMap<>());
        RunResult result = RunResult.none(run, outcome, message);
        RunReport.Place place = new RunReport.Place("node", "node");
        stats.ran(new RunReport(run, result, place, NOW, 0, TimeValue.MINUS_ONE, Map.of()));
        state = state.after(result, Optional.empty(), NOW, NOW);
    }

    private List<Finding> findings() {
        ScheduleState known =
                new ScheduleState(new TreeMap<>(Map.of("rule", state)), Cursor.EMPTY, UncoveredIndices.NONE);
        return ScheduleSummary.of(known, new CompiledRules(List.of(rule), 1), schedule, stats.leftovers(), NOW)
                .findings();
    }
}
