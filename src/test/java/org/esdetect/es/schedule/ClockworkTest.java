package org.esdetect.es.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.esdetect.es.health.Finding;
import org.esdetect.es.health.Symptom;
import org.junit.jupiter.api.Test;

class ClockworkTest {
    private final Clockwork clockwork = new Clockwork();
    private final Object task = new Object();

    @Test
    void whereTheTaskDoesNotRun_thereIsNothingToSay() {
        clockwork.tickFailed(new IllegalStateException("x"));
        clockwork.tickFailed(new IllegalStateException("x"));
        assertThat(clockwork.findings(1_000_000)).isEmpty();
    }

    @Test
    void ticks_thatDoNotEnd_orFail_areSaid() {
        clockwork.started(task, 1_000);
        assertThat(clockwork.findings(121_000)).isEmpty();
        assertThat(clockwork.findings(121_001)).extracting(Finding::symptom).containsExactly(Symptom.SCHEDULE_STALLED);
        clockwork.ticked(121_001);
        assertThat(clockwork.findings(121_001)).isEmpty();
        clockwork.tickFailed(new IllegalStateException("no shard"));
        clockwork.tickFailed(new IllegalStateException("no shard"));
        assertThat(clockwork.findings(121_002)).containsExactly(Finding.of(Symptom.SCHEDULE_STALLED, "no shard"));
        assertThat(clockwork.tickError()).isEqualTo("no shard");
        assertThat(clockwork.lastTickMillis()).isEqualTo(121_001);
    }

    @Test
    void sweep_thatFailsAgain_orLags_isSaid() {
        clockwork.started(task, 1);
        clockwork.sweepFailed(new IllegalStateException("queue"));
        clockwork.sweepFailed(new IllegalStateException("queue"));
        assertThat(clockwork.findings(1)).containsExactly(Finding.of(Symptom.SWEEP_FAILING, "queue"));
        assertThat(clockwork.sweepError()).isEqualTo("queue");
        clockwork.swept(7);
        assertThat(clockwork.findings(1)).containsExactly(Finding.of(Symptom.SWEEP_LAG, "[7] operations wait"));
        assertThat(clockwork.sweepError()).isEmpty();
        clockwork.swept(0);
        assertThat(clockwork.findings(1)).isEmpty();
    }

    /** The task may be given to the same node again: the new one is started before the old one is stopped. */
    @Test
    void stoppingTheOldTask_doesNotSilenceTheNew() {
        clockwork.started(task, 1);
        clockwork.started("new", 2);
        clockwork.stopped(task);
        assertThat(clockwork.findings(500_000)).isNotEmpty();
        clockwork.stopped("new");
        assertThat(clockwork.findings(500_000)).isEmpty();
    }

    @Test
    void nodeThatGaveTheTaskAway_showsNothingOfIt() {
        clockwork.started(task, 1);
        clockwork.tickFailed(new IllegalStateException("another owns it"));
        clockwork.sweepFailed(new IllegalStateException("queue"));
        clockwork.swept(7);
        clockwork.sweepFailed(new IllegalStateException("queue"));
        clockwork.stopped(task);
        assertThat(clockwork.tickError()).isEmpty();
        assertThat(clockwork.sweepError()).isEmpty();
        assertThat(clockwork.sweepLag()).isZero();
    }
}
