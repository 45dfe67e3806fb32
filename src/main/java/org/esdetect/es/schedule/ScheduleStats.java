package org.esdetect.es.schedule;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.elasticsearch.index.shard.ShardId;
import org.esdetect.es.run.RunReport;
import org.esdetect.es.run.RunResult;
import org.esdetect.es.run.Undecided;
import org.esdetect.es.stats.StatsSource;

/** What scheduled work did on this node since it started, and how it stands where the task runs. */
final class ScheduleStats implements StatsSource {
    /** A run that began so long after it was due is late: ticks are a second apart. */
    private static final long LATE_MILLIS = 10_000;

    private final LongAdder ticks = new LongAdder();
    private final LongAdder failedTicks = new LongAdder();
    private final LongAdder tickMillis = new LongAdder();
    private final AtomicLong longestTickMillis = new AtomicLong();
    private final LongAdder lateRuns = new LongAdder();
    private final LongAdder stillRunning = new LongAdder();
    private final LongAdder worked = new LongAdder();
    private final LongAdder runLogFailures = new LongAdder();
    private final LongAdder searches = new LongAdder();
    private final LongAdder created = new LongAdder();
    private final LongAdder duplicate = new LongAdder();
    private final LongAdder suppressed = new LongAdder();
    private final LongAdder sweeps = new LongAdder();
    private final LongAdder failedSweeps = new LongAdder();
    private final LongAdder sweptEvents = new LongAdder();
    private final LongAdder sweptCreated = new LongAdder();
    private final Map<RunResult.Outcome, LongAdder> outcomes = new EnumMap<>(RunResult.Outcome.class);
    /** What the last run of a rule left behind, by rule id; only where it left something. */
    private final Map<String, Leftover> leftovers = new ConcurrentHashMap<>();

    private final Clockwork clockwork = new Clockwork();
    private volatile Supplier<Optional<ScheduleSummary>> summary = Optional::empty;

    /** @param operations that arrived and were not read */
    record Leftover(
            RunResult.Outcome outcome,
            long operations,
            Optional<Undecided> undecided,
            SortedMap<ShardId, String> unavailable) {}

    public ScheduleStats() {
        for (RunResult.Outcome outcome : RunResult.Outcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
    }

    Clockwork clockwork() {
        return clockwork;
    }

    /** @param owners how the schedule stands; empty where it is not owned */
    void show(Supplier<Optional<ScheduleSummary>> owners) {
        summary = owners;
    }

    /** @param tookMillis it, or its patience with what it started */
    void ticked(long nowMillis, long tookMillis) {
        clockwork.ticked(nowMillis);
        ticks.increment();
        tickMillis.add(tookMillis);
        longestTickMillis.accumulateAndGet(tookMillis, Math::max);
    }

    void tickFailed(Exception failure) {
        clockwork.tickFailed(failure);
        failedTicks.increment();
    }

    /** A rule was due while its last run was not over. */
    void stillRunning() {
        stillRunning.increment();
    }

    /** This node did a run, whoever asked for it. */
    void worked() {
        worked.increment();
    }

    void ran(RunReport report) {
        RunResult result = report.result();
        Objects.requireNonNull(outcomes.get(result.outcome()), "every outcome has a counter")
                .increment();
        if (report.lateMillis() > LATE_MILLIS) {
            lateRuns.increment();
        }
        searches.add(result.work().searches());
        created.add(result.work().alerts().created());
        duplicate.add(result.work().alerts().duplicate());
        suppressed.add(result.work().alerts().suppressed());
        if (result.outcome().isWhole()
                && result.undecided().isEmpty()
                && result.failedShards().isEmpty()) {
            leftovers.remove(result.ruleId());
        } else {
            leftovers.put(
                    result.ruleId(),
                    new Leftover(result.outcome(), report.unread(), result.undecided(), result.failedShards()));
        }
    }

    /** Forgets rules that are run no more, or on this node no more. */
    void keepOnly(Set<String> ruleIds) {
        leftovers.keySet().retainAll(ruleIds);
    }

    void swept(long events, long newAlerts, long unread) {
        clockwork.swept(unread);
        sweeps.increment();
        sweptEvents.add(events);
        sweptCreated.add(newAlerts);
    }

    void sweepFailed(Exception failure) {
        clockwork.sweepFailed(failure);
        failedSweeps.increment();
    }

    void runLogFailed() {
        runLogFailures.increment();
    }

    Map<String, Leftover> leftovers() {
        return Map.copyOf(leftovers);
    }

    @Override
    public String name() {
        return "schedule";
    }

    @Override
    public Map<String, Object> stats() {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("ticks", ticks.sum());
        stats.put("failed_ticks", failedTicks.sum());
        stats.put("tick_time_ms", tickMillis.sum());
        stats.put("longest_tick_ms", longestTickMillis.get());
        if (clockwork.lastTickMillis() > 0) {
            stats.put(
                    "last_tick",
                    Instant.ofEpochMilli(clockwork.lastTickMillis()).toString());
        }
        putError(stats, clockwork.tickError());
        Map<String, Object> runs = new LinkedHashMap<>();
        outcomes.forEach((outcome, count) -> runs.put(outcome.text(), count.sum()));
        stats.put("runs", runs);
        stats.put("late_runs", lateRuns.sum());
        stats.put("still_running", stillRunning.sum());
        stats.put("runs_on_this_node", worked.sum());
        stats.put("searches", searches.sum());
        stats.put("alerts_created", created.sum());
        stats.put("alerts_duplicate", duplicate.sum());
        stats.put("alerts_suppressed", suppressed.sum());
        stats.put("run_log_failures", runLogFailures.sum());
        stats.put("sweep", sweep());
        summary.get().ifPresent(owner -> stats.putAll(owner.toMap()));
        return stats;
    }

    private Map<String, Object> sweep() {
        Map<String, Object> sweep = new LinkedHashMap<>();
        sweep.put("runs", sweeps.sum());
        sweep.put("failed", failedSweeps.sum());
        sweep.put("events", sweptEvents.sum());
        sweep.put("alerts_created", sweptCreated.sum());
        sweep.put("lag", clockwork.sweepLag());
        putError(sweep, clockwork.sweepError());
        return sweep;
    }

    private static void putError(Map<String, Object> stats, String error) {
        if (!error.isEmpty()) {
            stats.put("last_error", error);
        }
    }

    @Override
    public Set<String> gauges() {
        return Set.of("lag", "unavailable_shards", "failing", "late", "longest_tick_ms");
    }
}
