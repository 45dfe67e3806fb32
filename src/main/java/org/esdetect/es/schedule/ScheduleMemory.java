package org.esdetect.es.schedule;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.elasticsearch.action.ActionListener;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.coverage.UncoveredIndices;
import org.esdetect.es.store.StateConflictException;
import org.esdetect.es.store.StateStore;
import org.esdetect.es.store.Stored;
import org.esdetect.es.store.Version;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of the schedule knows: the state as it is, as it was last written, and which rules are being run. The
 * written one is a document that only who knows its last version can write, so that of two nodes that both take
 * themselves for the owner one is told.
 *
 * <p>Any thread. One that was given up goes on taking results, which nobody reads.
 */
final class ScheduleMemory {
    private final TreeMap<String, RuleState> rules;
    private Cursor sweep;
    private UncoveredIndices uncovered;
    private boolean changed;
    private @Nullable Version version;
    private final Set<String> running = new HashSet<>();
    private final Set<String> overrun = new HashSet<>();

    ScheduleMemory(Optional<Stored> stored) {
        ScheduleState state =
                stored.map(document -> ScheduleState.fromMap(document.source())).orElse(ScheduleState.EMPTY);
        this.rules = new TreeMap<>(state.rules());
        this.sweep = state.sweep();
        this.uncovered = state.uncovered();
        this.version = stored.map(Stored::version).orElse(null);
    }

    /** Forgets rules that are not in {@code active}: they look back when they are again. */
    synchronized void keepOnly(Set<String> active, long nowMillis) {
        changed |= rules.keySet().retainAll(active);
        for (Map.Entry<String, RuleState> rule : rules.entrySet()) {
            RuleState sane = rule.getValue().notAfter(nowMillis);
            changed |= !sane.equals(rule.getValue());
            rule.setValue(sane);
        }
    }

    synchronized void changeUncovered(UnaryOperator<UncoveredIndices> change) {
        UncoveredIndices next = change.apply(uncovered);
        changed |= !next.equals(uncovered);
        uncovered = next;
    }

    synchronized Cursor sweep() {
        return sweep;
    }

    synchronized void swept(Cursor cursor) {
        changed |= !cursor.equals(sweep);
        sweep = cursor;
    }

    /** As it is now. */
    synchronized ScheduleState state() {
        return new ScheduleState(rules, sweep, uncovered);
    }

    /** What of {@code due} is not being run; what is, is over its time: told once of each run. */
    synchronized List<Schedule.Due> begin(List<Schedule.Due> due, int atMost, ScheduleStats stats) {
        due.forEach(each -> {
            String id = each.rule().rule().id();
            if (running.contains(id) && overrun.add(id)) {
                stats.stillRunning();
            }
        });
        List<Schedule.Due> begun = due.stream()
                .filter(each -> !running.contains(each.rule().rule().id()))
                .limit(atMost)
                .toList();
        begun.forEach(each -> running.add(each.rule().rule().id()));
        return begun;
    }

    /** @param after null when nothing is known */
    synchronized void end(String ruleId, @Nullable RuleState after) {
        running.remove(ruleId);
        overrun.remove(ruleId);
        if (after != null) {
            rules.put(ruleId, after);
            changed = true;
        }
    }

    /**
     * Writes it if it changed. One write at a time.
     *
     * @param listener fails with {@link StateConflictException} when another node wrote in between
     */
    void write(StateStore store, ActionListener<Void> listener) {
        ScheduleState now;
        Version expected;
        synchronized (this) {
            if (!changed) {
                now = null;
                expected = null;
            } else {
                now = state();
                expected = version;
                changed = false;
            }
        }
        if (now == null) {
            listener.onResponse(null);
            return;
        }
        store.write(
                ScheduleState.ID,
                now.toMap(),
                expected,
                listener.<Version>map(this::written).delegateResponse((next, failure) -> {
                    unwritten();
                    next.onFailure(failure);
                }));
    }

    private synchronized @Nullable Void written(Version now) {
        version = now;
        return null;
    }

    private synchronized void unwritten() {
        changed = true;
    }
}
