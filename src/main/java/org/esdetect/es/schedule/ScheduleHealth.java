package org.esdetect.es.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.esdetect.es.health.Finding;
import org.esdetect.es.health.HealthSource;
import org.esdetect.es.health.Symptom;
import org.esdetect.es.run.RunResult;
import org.jspecify.annotations.Nullable;

/** What is wrong with scheduled work where the task runs. Any thread. */
final class ScheduleHealth implements HealthSource {
    /** A run may fail once: a shard moved, a node left. */
    private static final int FAILURES_THAT_COUNT = 2;

    private static final long STALLED_MILLIS = 120_000;

    /** Runs in a row that did not go well, and how the last ended. */
    private record Failing(RunResult.Outcome outcome, String message, int times) {}

    private final Map<String, Failing> failing = new ConcurrentHashMap<>();
    private @Nullable Object owner;
    private volatile long startedMillis;
    private volatile long lastTickMillis;
    private final AtomicInteger failedTicks = new AtomicInteger();
    private volatile String tickError = "";
    private final AtomicInteger failedSweeps = new AtomicInteger();
    private volatile String sweepError = "";
    private volatile long sweepLag;

    /** The task runs here from now on, as {@code run}: a new one may start before the old is told to stop. */
    synchronized void started(Object run, long nowMillis) {
        owner = run;
        lastTickMillis = 0;
        startedMillis = nowMillis;
    }

    /** {@code run} is over: what is wrong is another's to say. */
    synchronized void stopped(Object run) {
        if (owner != run) {
            return;
        }
        owner = null;
        startedMillis = 0;
        failing.clear();
        failedTicks.set(0);
        failedSweeps.set(0);
        sweepLag = 0;
    }

    void ticked(long nowMillis) {
        lastTickMillis = nowMillis;
        failedTicks.set(0);
    }

    void tickFailed(Exception failure) {
        tickError = String.valueOf(failure.getMessage());
        failedTicks.incrementAndGet();
    }

    void swept(long unread) {
        failedSweeps.set(0);
        sweepLag = unread;
    }

    void sweepFailed(Exception failure) {
        sweepError = String.valueOf(failure.getMessage());
        failedSweeps.incrementAndGet();
    }

    void ran(RunResult result) {
        boolean whole = result.outcome() == RunResult.Outcome.IDLE || result.outcome() == RunResult.Outcome.SUCCESS;
        if (!whole) {
            failing.compute(
                    result.ruleId(),
                    (id, before) ->
                            new Failing(result.outcome(), result.message(), before == null ? 1 : before.times() + 1));
        } else {
            failing.remove(result.ruleId());
        }
    }

    void keepOnly(Set<String> ruleIds) {
        failing.keySet().retainAll(ruleIds);
    }

    @Override
    public List<Finding> findings(long nowMillis) {
        List<Finding> findings = new ArrayList<>();
        if (startedMillis == 0) {
            return findings;
        }
        if (failedTicks.get() >= FAILURES_THAT_COUNT) {
            findings.add(Finding.of(Symptom.SCHEDULE_STALLED, tickError));
        } else if (nowMillis - Math.max(startedMillis, lastTickMillis) > STALLED_MILLIS) {
            findings.add(Finding.of(Symptom.SCHEDULE_STALLED, "a round has not ended for two minutes"));
        }
        if (failedSweeps.get() >= FAILURES_THAT_COUNT) {
            findings.add(Finding.of(Symptom.SWEEP_FAILING, sweepError));
        }
        if (sweepLag > 0) {
            findings.add(Finding.of(Symptom.SWEEP_LAG, "[" + sweepLag + "] operations wait"));
        }
        new TreeMap<>(failing).forEach((rule, last) -> {
            if (last.times() >= FAILURES_THAT_COUNT) {
                boolean partial = last.outcome() == RunResult.Outcome.PARTIAL;
                findings.add(new Finding(partial ? Symptom.RUNS_PARTIAL : Symptom.RUNS_FAILING, rule, last.message()));
            }
        });
        return findings;
    }
}
