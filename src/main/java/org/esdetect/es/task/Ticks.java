package org.esdetect.es.task;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.index.Index;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.engine.Detector;
import org.esdetect.es.store.StateConflictException;
import org.esdetect.es.store.StateStore;
import org.esdetect.es.store.Stored;
import org.esdetect.es.store.Version;
import org.jspecify.annotations.Nullable;

/**
 * One tick after the other: sweep when it is time, run the rules that are due, remember. The memory is a document that
 * only who knows its last version can write, so that of two nodes that both take themselves for the owner one is told.
 *
 * <p>One tick at a time; a tick may be started on any thread.
 */
final class Ticks {
    private static final Logger logger = LogManager.getLogger(Ticks.class);

    /** So that what was done is remembered now and then while a great many rules are due. */
    private static final int MAX_RULES_A_TICK = 100;

    /** @param written what the document holds, in {@code version}; null for none */
    private record Memory(ScheduleState state, ScheduleState written, @Nullable Version version) {}

    private final Detector detector;
    private final StateStore store;
    private final Rounds rounds;
    private final Sweep sweep;
    private final NamedIndices named;
    private final ScheduleStats stats;
    private volatile Schedule schedule = new Schedule(0);
    private volatile long sweepIntervalMillis;
    private volatile @Nullable Memory memory;
    /** When the last sweep began; 0 for never, so that the first tick sweeps. */
    private volatile long sweptMillis;

    Ticks(
            Detector detector,
            StateStore store,
            Rounds rounds,
            Sweep sweep,
            NamedIndices named,
            ScheduleStats stats,
            ClusterSettings settings) {
        this.detector = detector;
        this.store = store;
        this.rounds = rounds;
        this.sweep = sweep;
        this.named = named;
        this.stats = stats;
        settings.initializeAndWatch(ScheduleSettings.MAX_INTERVAL, value -> schedule = new Schedule(value.millis()));
        settings.initializeAndWatch(ScheduleSettings.SWEEP_INTERVAL, value -> sweepIntervalMillis = value.millis());
    }

    /** Forgets what another owner may have changed since. */
    void forget() {
        memory = null;
        stats.keepOnly(Set.of());
    }

    /**
     * Does what is due at {@code now}.
     *
     * @param stopped turns true when this node no longer owns the schedule
     * @param listener fails with {@link StateConflictException} when another node wrote in between
     */
    void tick(Instant now, BooleanSupplier stopped, ActionListener<Void> listener) {
        if (!detector.isLoaded()) {
            // Nothing is due for rules that are not known, and no rule is to be forgotten.
            listener.onResponse(null);
            return;
        }
        Memory known = memory;
        if (known != null) {
            tick(known, now, stopped, listener);
            return;
        }
        store.read(ScheduleState.ID, listener.delegateFailureAndWrap((next, stored) -> {
            ScheduleState state = stored.map(document -> ScheduleState.fromMap(document.source()))
                    .orElse(ScheduleState.EMPTY);
            Memory read = new Memory(state, state, stored.map(Stored::version).orElse(null));
            memory = read;
            tick(read, now, stopped, next);
        }));
    }

    private void tick(Memory before, Instant now, BooleanSupplier stopped, ActionListener<Void> listener) {
        CompiledRules rules = detector.current();
        List<CompiledRule> active =
                rules.all().stream().filter(CompiledRule::isActive).toList();
        ScheduleState observed = observe(before.state(), active, now);
        sweep(
                observed,
                rules,
                now,
                listener.delegateFailureAndWrap((next, swept) -> run(
                        swept,
                        active,
                        now,
                        stopped,
                        next.delegateFailureAndWrap((last, after) -> remember(before, after, stopped, last)))));
    }

    /** Drops rules that are not active any more; they look back when they are again. */
    private ScheduleState observe(ScheduleState state, List<CompiledRule> active, Instant now) {
        Set<String> ids = new TreeSet<>();
        active.forEach(rule -> ids.add(rule.rule().id()));
        TreeMap<String, RuleState> kept = new TreeMap<>(state.rules());
        kept.keySet().retainAll(ids);
        stats.keepOnly(ids);
        return state.withRules(kept).withUncovered(named.observe(state.uncovered(), active, now.toEpochMilli()));
    }

    private void sweep(ScheduleState state, CompiledRules rules, Instant now, ActionListener<ScheduleState> listener) {
        if (now.toEpochMilli() - sweptMillis < sweepIntervalMillis && sweptMillis <= now.toEpochMilli()) {
            listener.onResponse(state);
            return;
        }
        sweptMillis = now.toEpochMilli();
        Collection<Index> indices = named.swept(state.sweep());
        sweep.start(
                indices,
                state.sweep(),
                rules,
                now,
                ActionListener.wrap(
                        cursor -> listener.onResponse(state.withSweep(cursor.keepOnly(named.existing()))), failure -> {
                            // Its cursor stays; the rules are run all the same.
                            stats.sweepFailed(failure);
                            logger.debug("the sweep failed and will be tried again", failure);
                            listener.onResponse(state);
                        }));
    }

    private void run(
            ScheduleState state,
            List<CompiledRule> active,
            Instant now,
            BooleanSupplier stopped,
            ActionListener<ScheduleState> listener) {
        List<CompiledRule> due = schedule.due(active, state.rules(), now.toEpochMilli(), MAX_RULES_A_TICK);
        if (due.isEmpty() || stopped.getAsBoolean()) {
            listener.onResponse(state);
            return;
        }
        RoundRequest round = new RoundRequest(due, state.rules(), state.uncovered(), now, stopped);
        rounds.start(round, schedule, listener.map(states -> state.withRules(states)));
    }

    private void remember(Memory before, ScheduleState after, BooleanSupplier stopped, ActionListener<Void> listener) {
        if (stopped.getAsBoolean()) {
            listener.onResponse(null);
            return;
        }
        memory = new Memory(after, before.written(), before.version());
        if (after.equals(before.written())) {
            listener.onResponse(null);
            return;
        }
        store.write(
                ScheduleState.ID,
                after.toMap(),
                before.version(),
                listener.<Version>map(version -> {
                            memory = new Memory(after, after, version);
                            return null;
                        })
                        .delegateResponse((next, failure) -> {
                            // What could not be written is written by the next tick, unless another wrote first.
                            if (failure instanceof StateConflictException) {
                                forget();
                            }
                            next.onFailure(failure);
                        }));
    }
}
