package org.esdetect.es.schedule;

import java.util.ArrayList;
import java.util.List;
import org.esdetect.es.health.Finding;
import org.esdetect.es.health.HealthSource;
import org.esdetect.es.health.Symptom;
import org.jspecify.annotations.Nullable;

/**
 * How the ticks and the sweep go where the task runs: what the statistics show of them, and what is wrong with them.
 * Any thread.
 */
final class Clockwork implements HealthSource {
    /** So many in a row count: one may fail, when a shard moved or a node left. */
    static final int FAILURES_THAT_COUNT = 2;

    private static final long STALLED_MILLIS = 120_000;

    /** Failures in a row, and why the last of them was. */
    private record Failures(int times, String why) {
        static final Failures NONE = new Failures(0, "");

        Failures and(Exception failure) {
            return new Failures(times + 1, String.valueOf(failure.getMessage()));
        }

        boolean count() {
            return times >= FAILURES_THAT_COUNT;
        }
    }

    private @Nullable Object owner;
    private long startedMillis;
    private long lastTickMillis;
    private Failures ticks = Failures.NONE;
    private Failures sweeps = Failures.NONE;
    private long sweepLag;

    /** The task runs here from now on, as {@code run}: a new one may start before the old is told to stop. */
    synchronized void started(Object run, long nowMillis) {
        owner = run;
        startedMillis = nowMillis;
    }

    /** {@code run} is over: what is wrong is another's to say. */
    synchronized void stopped(Object run) {
        if (owner != run) {
            return;
        }
        owner = null;
        ticks = Failures.NONE;
        sweeps = Failures.NONE;
        sweepLag = 0;
    }

    synchronized void ticked(long nowMillis) {
        lastTickMillis = nowMillis;
        ticks = Failures.NONE;
    }

    synchronized void tickFailed(Exception failure) {
        ticks = ticks.and(failure);
    }

    /** @param unread operations that the sweep could not read */
    synchronized void swept(long unread) {
        sweeps = Failures.NONE;
        sweepLag = unread;
    }

    synchronized void sweepFailed(Exception failure) {
        sweeps = sweeps.and(failure);
    }

    /** When the last whole tick began; 0 for never. */
    synchronized long lastTickMillis() {
        return lastTickMillis;
    }

    /** Why the tick after it was not whole; empty when there was none. */
    synchronized String tickError() {
        return ticks.why();
    }

    synchronized long sweepLag() {
        return sweepLag;
    }

    /** Why the last sweep failed; empty when it did not. */
    synchronized String sweepError() {
        return sweeps.why();
    }

    @Override
    public synchronized List<Finding> findings(long nowMillis) {
        List<Finding> findings = new ArrayList<>();
        if (owner == null) {
            return findings;
        }
        if (ticks.count()) {
            findings.add(Finding.of(Symptom.SCHEDULE_STALLED, ticks.why()));
        } else if (nowMillis - Math.max(startedMillis, lastTickMillis) > STALLED_MILLIS) {
            findings.add(Finding.of(Symptom.SCHEDULE_STALLED, "a round has not ended for two minutes"));
        }
        if (sweeps.count()) {
            findings.add(Finding.of(Symptom.SWEEP_FAILING, sweeps.why()));
        }
        if (sweepLag > 0) {
            findings.add(Finding.of(Symptom.SWEEP_LAG, "[" + sweepLag + "] operations wait"));
        }
        return findings;
    }
}
