package org.esdetect.es.schedule;

import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.elasticsearch.index.Index;
import org.elasticsearch.index.shard.ShardId;
import org.esdetect.alert.AlertRun;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.arrival.Arrivals;
import org.esdetect.es.arrival.Checkpoint;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.arrival.Position;
import org.esdetect.es.arrival.ShardKey;
import org.esdetect.es.run.NewRun;
import org.esdetect.es.run.RuleIndices;
import org.esdetect.es.run.RunRequest;
import org.esdetect.es.run.RunResult;
import org.esdetect.es.run.Scope;
import org.esdetect.es.run.TimeWindow;
import org.esdetect.rule.LookBack;

/**
 * Rules that are run together from one checkpoint: what each is to judge, and where its cursor stands afterwards.
 *
 * @param indices of each rule of the round, by rule id
 * @param existing the UUIDs of all indices: the cursors forget others
 * @param whole cursors from which rules of the round read everything, to where they stand then
 * @param arrivals what is new in some indices since a cursor
 */
record Round(
        RoundRequest request,
        Map<String, RuleIndices> indices,
        Set<String> existing,
        Schedule schedule,
        IdentityHashMap<Cursor, Cursor> whole,
        IdentityHashMap<RuleIndices, IdentityHashMap<Cursor, Arrivals>> arrivals) {

    Round(RoundRequest request, Map<String, RuleIndices> indices, Set<String> existing, Schedule schedule) {
        this(request, indices, existing, schedule, new IdentityHashMap<>(), new IdentityHashMap<>());
    }

    /** All indices that a rule of the round names, each once. */
    List<Index> allIndices() {
        Map<String, Index> all = new TreeMap<>();
        indices.values().forEach(each -> all.putAll(each.byName()));
        return List.copyOf(all.values());
    }

    /** The cursors from which the rules read. */
    Set<Cursor> cursors() {
        // By identity: rules that read equally far have the same object.
        Set<Cursor> cursors = Collections.newSetFromMap(new IdentityHashMap<>());
        request.due().forEach(rule -> cursors.add(request.state(rule).cursor().orElse(Cursor.EMPTY)));
        return cursors;
    }

    RunRequest run(CompiledRule rule, Checkpoint checkpoint) {
        RuleState state = request.state(rule);
        RuleIndices named = Objects.requireNonNull(indices.get(rule.rule().id()), "indices of every rule that is due");
        Arrivals arrivals = arrivals(state.cursor().orElse(Cursor.EMPTY), named, checkpoint);
        Set<String> judged = judged(rule, state, named);
        return new RunRequest(
                rule,
                NewRun.of(mode(rule), request.now()),
                state.cursor().isPresent() ? new Scope.Arrived(arrivals, judged) : lookBack(rule, state, arrivals),
                cap(rule, state),
                false,
                state.undecided(),
                unavailable(rule, arrivals, judged));
    }

    /** Made once for all rules that read the same indices from the same place. For one thread. */
    private Arrivals arrivals(Cursor from, RuleIndices named, Checkpoint checkpoint) {
        return arrivals.computeIfAbsent(named, unseen -> new IdentityHashMap<>())
                .computeIfAbsent(from, cursor -> checkpoint.since(cursor, named.uuids()));
    }

    /** A rule that was never run looks back as its author meant; an event may bear a time that is still to come. */
    private Scope lookBack(CompiledRule rule, RuleState state, Arrivals arrivals) {
        long fromMillis = LookBack.of(rule.rule().timing())
                .start(Instant.ofEpochMilli(state.startedMillis()))
                .toEpochMilli();
        TimeWindow window = TimeWindow.of(rule.rule(), fromMillis, Long.MAX_VALUE);
        return new Scope.Window(arrivals.readableIndices(), window, arrivals.allDocuments(), false);
    }

    /** A single-event rule leaves alone what was judged inline, once all nodes certainly judge by it. */
    private Set<String> judged(CompiledRule rule, RuleState state, RuleIndices named) {
        if (!rule.isSingleEvent() || !state.isSettled()) {
            return named.byName().keySet();
        }
        TreeSet<String> judged = new TreeSet<>();
        named.byName().forEach((name, index) -> {
            if (request.uncovered().mustRead(index.getUUID(), state.lastSuccessMillis())
                    || named.indirect().contains(name)) {
                judged.add(name);
            }
        });
        return judged;
    }

    private static SortedMap<ShardId, String> unavailable(CompiledRule rule, Arrivals arrivals, Set<String> judged) {
        TreeMap<ShardId, String> unavailable = new TreeMap<>(arrivals.unavailable());
        if (rule.isSingleEvent()) {
            unavailable.keySet().removeIf(shard -> !judged.contains(shard.getIndexName()));
        }
        return unavailable;
    }

    /** The rule's own number for each interval since it last succeeded. */
    private long cap(CompiledRule rule, RuleState state) {
        long interval = schedule.intervalMillis(rule);
        long intervals = Math.max(1, (request.nowMillis() - state.lastSuccessMillis() + interval - 1) / interval);
        return intervals * rule.rule().timing().maxSignals();
    }

    /** Whether the run is over before it begins: nothing arrived, or nothing that its queries find. */
    static boolean asksNothing(RunRequest run) {
        return run.hasNothingNew()
                && run.again()
                        .filter(left -> left.dueMillis() <= run.nowMillis())
                        .isEmpty();
    }

    /**
     * The rule's state after its run.
     *
     * @param endedMillis when the run was over
     */
    RuleState after(RunRequest run, RunResult result, Checkpoint checkpoint, long endedMillis) {
        CompiledRule rule = run.rule();
        RuleState before = request.state(rule);
        long retryMillis = schedule.retryMillis(rule, before.failures() + 1, endedMillis, result.tookMillis());
        return before.after(result, reached(before, result, checkpoint), request.nowMillis(), retryMillis);
    }

    private Optional<Cursor> reached(RuleState before, RunResult result, Checkpoint checkpoint) {
        Cursor from = before.cursor().orElse(Cursor.EMPTY);
        return switch (result.outcome()) {
            // Over all indices of the round, so that its rules share a cursor whatever each of them names.
            case IDLE, SUCCESS -> Optional.of(whole(from, checkpoint));
            case PARTIAL -> {
                Map<ShardKey, Position> read = new TreeMap<>(checkpoint.positions());
                result.failedShards().keySet().forEach(shard -> read.remove(ShardKey.of(shard)));
                yield Optional.of(kept(from.advance(read)));
            }
            case FAILED, CANCELLED -> before.cursor().map(cursor -> kept(cursor.advance(result.reached())));
        };
    }

    /** One object for all rules that read equally far, so that it is not compared again and again. */
    private Cursor whole(Cursor from, Checkpoint checkpoint) {
        synchronized (whole) {
            return whole.computeIfAbsent(from, cursor -> kept(cursor.advance(checkpoint.positions())));
        }
    }

    private Cursor kept(Cursor cursor) {
        return cursor.keepOnly(existing);
    }

    private static AlertRun.Mode mode(CompiledRule rule) {
        return rule.isSingleEvent() ? AlertRun.Mode.SCHEDULED : AlertRun.Mode.SEQUENCE;
    }
}
