package org.esdetect.es.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.esdetect.es.health.Finding;
import org.esdetect.es.health.Symptom;
import org.esdetect.es.run.RunResult;
import org.junit.jupiter.api.Test;

class ScheduleHealthTest {
    private final ScheduleHealth health = new ScheduleHealth();
    private final Object task = new Object();

    private static RunResult run(RunResult.Outcome outcome, String message) {
        RunResult.Work work = RunResult.Work.NONE;
        return new RunResult("rule", outcome, message, "scope", 1, work, Map.of(), new TreeMap<>(), Optional.empty());
    }

    @Test
    void whereTheTaskDoesNotRun_thereIsNothingToSay() {
        health.tickFailed(new IllegalStateException("x"));
        health.tickFailed(new IllegalStateException("x"));
        assertThat(health.findings(1_000_000)).isEmpty();
    }

    @Test
    void run_thatFailsAgain_isNamed_untilOneSucceeds_orTheRuleIsGone() {
        health.started(task, 1);
        health.ran(run(RunResult.Outcome.FAILED, "first"));
        assertThat(health.findings(1)).as("a shard may move").isEmpty();
        health.ran(run(RunResult.Outcome.FAILED, "second"));
        assertThat(health.findings(1)).containsExactly(new Finding(Symptom.RUNS_FAILING, "rule", "second"));
        health.ran(run(RunResult.Outcome.PARTIAL, "shard 3"));
        assertThat(health.findings(1)).containsExactly(new Finding(Symptom.RUNS_PARTIAL, "rule", "shard 3"));
        health.ran(run(RunResult.Outcome.IDLE, ""));
        assertThat(health.findings(1)).isEmpty();
        health.ran(run(RunResult.Outcome.FAILED, "a"));
        health.ran(run(RunResult.Outcome.FAILED, "b"));
        health.keepOnly(Set.of("other"));
        assertThat(health.findings(1)).isEmpty();
    }

    @Test
    void ticks_thatDoNotEnd_orFail_areSaid() {
        health.started(task, 1_000);
        assertThat(health.findings(121_000)).isEmpty();
        assertThat(health.findings(121_001)).extracting(Finding::symptom).containsExactly(Symptom.SCHEDULE_STALLED);
        health.ticked(121_001);
        assertThat(health.findings(121_001)).isEmpty();
        health.tickFailed(new IllegalStateException("no shard"));
        health.tickFailed(new IllegalStateException("no shard"));
        assertThat(health.findings(121_002)).containsExactly(Finding.of(Symptom.SCHEDULE_STALLED, "no shard"));
    }

    @Test
    void sweep_thatFailsAgain_orLags_isSaid() {
        health.started(task, 1);
        health.sweepFailed(new IllegalStateException("queue"));
        health.sweepFailed(new IllegalStateException("queue"));
        assertThat(health.findings(1)).containsExactly(Finding.of(Symptom.SWEEP_FAILING, "queue"));
        health.swept(7);
        assertThat(health.findings(1)).containsExactly(Finding.of(Symptom.SWEEP_LAG, "[7] operations wait"));
        health.swept(0);
        assertThat(health.findings(1)).isEmpty();
    }

    /** The task may be given to the same node again: the new one is started before the old one is stopped. */
    @Test
    void stoppingTheOldTask_doesNotSilenceTheNew() {
        health.started(task, 1);
        health.started("new", 2);
        health.stopped(task);
        assertThat(health.findings(500_000)).isNotEmpty();
        health.stopped("new");
        assertThat(health.findings(500_000)).isEmpty();
    }
}
