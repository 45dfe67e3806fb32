package org.esdetect.es.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ListenerTimeouts;
import org.elasticsearch.action.support.RefCountingListener;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.threadpool.Scheduler;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.engine.Detector;
import org.esdetect.es.coverage.NamedIndices;
import org.esdetect.es.spread.Owner;
import org.esdetect.es.store.StateConflictException;
import org.esdetect.es.store.StateStore;
import org.jspecify.annotations.Nullable;

/**
 * One tick after the other: sweep when it is time, start the rules that are due, remember what is over. A tick waits a
 * moment for what it started, so that usually all of it is remembered at once, and not longer: what takes its time goes
 * on while the next ticks start what is due then.
 *
 * <p>One tick at a time; a tick may be started on any thread.
 */
final class Ticks {
    private static final Logger logger = LogManager.getLogger(Ticks.class);

    /** As many as a tick reads the same checkpoint for, and so share a cursor; the others come a second later. */
    private static final int MAX_RULES_A_TICK = 1_000;

    private static final TimeValue PATIENCE = TimeValue.timeValueSeconds(2);

    /** A sweep that did not answer by then is given up, and another is begun. */
    private static final TimeValue SWEEP_TIMEOUT = TimeValue.timeValueMinutes(5);

    private final Detector detector;
    private final StateStore store;
    private final Rounds rounds;
    private final Sweep sweep;
    private final NamedIndices named;
    private final ScheduleStats stats;
    private final ThreadPool threadPool;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile Schedule schedule = new Schedule(0);
    private volatile long sweepIntervalMillis;
    private volatile @Nullable ScheduleMemory memory;
    /** When the last sweep began; 0 for never, so that the first tick sweeps. */
    private volatile long sweptMillis;

    Ticks(
            Detector detector,
            StateStore store,
            Rounds rounds,
            Sweep sweep,
            NamedIndices named,
            ScheduleStats stats,
            ThreadPool threadPool,
            ClusterSettings settings) {
        this.detector = detector;
        this.store = store;
        this.rounds = rounds;
        this.sweep = sweep;
        this.named = named;
        this.stats = stats;
        this.threadPool = threadPool;
        settings.initializeAndWatch(ScheduleSettings.MAX_INTERVAL, value -> schedule = new Schedule(value.millis()));
        settings.initializeAndWatch(ScheduleSettings.SWEEP_INTERVAL, value -> sweepIntervalMillis = value.millis());
    }

    String localNodeId() {
        return rounds.localNodeId();
    }

    /** How it stands; empty on a node that does not own the schedule. */
    Optional<ScheduleSummary> summary() {
        ScheduleMemory known = memory;
        if (known == null) {
            return Optional.empty();
        }
        return Optional.of(ScheduleSummary.of(
                known.state(), detector.current(), schedule, stats.leftovers(), threadPool.absoluteTimeInMillis()));
    }

    /** Forgets what another owner may have changed since. */
    void forget() {
        memory = null;
        stats.keepOnly(Set.of());
    }

    /**
     * Does what is due at {@code now}.
     *
     * @param listener fails with {@link StateConflictException} when another node wrote in between
     */
    void tick(Instant now, Owner owner, ActionListener<Void> listener) {
        if (!detector.isLoaded()) {
            // Nothing is due for rules that are not known, and no rule is to be forgotten.
            listener.onResponse(null);
            return;
        }
        ScheduleMemory known = memory;
        if (known != null) {
            tick(known, now, owner, listener);
            return;
        }
        store.read(ScheduleState.ID, listener.delegateFailureAndWrap((next, stored) -> {
            if (owner.isStopped()) {
                next.onResponse(null);
                return;
            }
            ScheduleMemory read = new ScheduleMemory(stored);
            memory = read;
            tick(read, now, owner, next);
        }));
    }

    private void tick(ScheduleMemory known, Instant now, Owner owner, ActionListener<Void> listener) {
        CompiledRules rules = detector.current();
        List<CompiledRule> active =
                rules.all().stream().filter(CompiledRule::isActive).toList();
        observe(known, active, now);
        ActionListener<Void> started =
                patient(listener.delegateFailureAndWrap((next, ignored) -> remember(known, owner, next)));
        try (RefCountingListener work = new RefCountingListener(started)) {
            sweep(known, rules, now, work.acquire());
            run(known, active, now, owner, work.acquire());
        }
    }

    /** Answers when the work is done or a moment has passed; what fails later is counted. */
    private ActionListener<Void> patient(ActionListener<Void> listener) {
        AtomicBoolean answered = new AtomicBoolean();
        Scheduler.Cancellable timer = threadPool.schedule(
                () -> {
                    if (answered.compareAndSet(false, true)) {
                        listener.onResponse(null);
                    }
                },
                PATIENCE,
                threadPool.generic());
        return ActionListener.wrap(
                done -> {
                    timer.cancel();
                    if (answered.compareAndSet(false, true)) {
                        listener.onResponse(null);
                    }
                },
                failure -> {
                    timer.cancel();
                    if (answered.compareAndSet(false, true)) {
                        listener.onFailure(failure);
                    } else {
                        logger.debug("a round failed after its tick was over", failure);
                        stats.tickFailed(failure);
                    }
                });
    }

    private void observe(ScheduleMemory known, List<CompiledRule> active, Instant now) {
        Set<String> ids = new TreeSet<>();
        active.forEach(rule -> ids.add(rule.rule().id()));
        known.keepOnly(ids, now.toEpochMilli());
        stats.keepOnly(ids);
        known.changeUncovered(before -> named.observe(before, active, now.toEpochMilli()));
    }

    private void sweep(ScheduleMemory known, CompiledRules rules, Instant now, ActionListener<Void> listener) {
        boolean early = now.toEpochMilli() - sweptMillis < sweepIntervalMillis && sweptMillis <= now.toEpochMilli();
        if (early || !sweeping.compareAndSet(false, true)) {
            listener.onResponse(null);
            return;
        }
        sweptMillis = now.toEpochMilli();
        ActionListener<Void> done = ListenerTimeouts.wrapWithTimeout(
                threadPool,
                ActionListener.runBefore(listener, () -> sweeping.set(false)),
                SWEEP_TIMEOUT,
                threadPool.generic(),
                "detect sweep");
        ActionListener.run(
                done.delegateResponse((next, failure) -> {
                    // Its cursor stays; the rules are run all the same.
                    stats.sweepFailed(failure);
                    logger.debug("the sweep failed and will be tried again", failure);
                    next.onResponse(null);
                }),
                next -> sweep.start(named.swept(known.sweep()), known.sweep(), rules, now, next.map(cursor -> {
                    known.swept(cursor.keepOnly(named.existing()));
                    return null;
                })));
    }

    private void run(
            ScheduleMemory known, List<CompiledRule> active, Instant now, Owner owner, ActionListener<Void> listener) {
        if (owner.isStopped()) {
            listener.onResponse(null);
            return;
        }
        ScheduleState state = known.state();
        List<Schedule.Due> begun =
                known.begin(schedule.due(active, state.rules(), now.toEpochMilli()), MAX_RULES_A_TICK, stats);
        // Apart from the others, so that what makes them fail, an index that does not answer, does not hold up these.
        Map<Boolean, List<Schedule.Due>> byTrouble =
                begun.stream().collect(Collectors.partitioningBy(due -> failed(state, due)));
        try (RefCountingListener all = new RefCountingListener(listener)) {
            for (List<Schedule.Due> due : byTrouble.values()) {
                if (!due.isEmpty()) {
                    round(known, RoundRequest.of(due, state.rules(), state.uncovered(), now, owner), all.acquire());
                }
            }
        }
    }

    private static boolean failed(ScheduleState state, Schedule.Due due) {
        RuleState before = state.rules().get(due.rule().rule().id());
        return before != null && before.failures() > 0;
    }

    private void round(ScheduleMemory known, RoundRequest request, ActionListener<Void> listener) {
        rounds.start(
                request,
                schedule,
                new Rounds.Progress() {
                    @Override
                    public void ran(String ruleId, RuleState after) {
                        known.end(ruleId, after);
                    }

                    @Override
                    public void skipped(String ruleId) {
                        known.end(ruleId, null);
                    }
                },
                listener);
    }

    private void remember(ScheduleMemory known, Owner owner, ActionListener<Void> listener) {
        if (owner.isStopped()) {
            listener.onResponse(null);
            return;
        }
        known.write(store, listener.delegateResponse((next, failure) -> {
            // What could not be written is written by the next tick, unless another wrote first.
            if (failure instanceof StateConflictException) {
                forget();
            }
            next.onFailure(failure);
        }));
    }
}
