package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.index.query.QueryBuilder;
import org.esdetect.engine.Steps;
import org.esdetect.es.run.CandidateReader.Keyed;
import org.esdetect.es.run.EventWindows.Window;
import org.esdetect.sequence.JoinTuple;
import org.jspecify.annotations.Nullable;

/**
 * Runs a sequence rule.
 *
 * <ol>
 *   <li>Counts what is new for each positive step, unless that was done for all rules at once. Nothing: the run is
 *       over; that is nearly always so. Nor does it go on where another positive step has no candidate at all.
 *   <li>Finds out when the new events happened, and from that which stretches of time must be looked at. A few are
 *       read, so that their join keys are known as well; of many only the times are asked for.
 *   <li>{@link SequenceReading} reads of these stretches what the sequences in them need, and writes the alerts.
 * </ol>
 *
 * <p>Only new events of positive steps can make a new sequence, so nothing else is asked for first.
 */
final class SequenceRun {
    /** So many separate stretches of time are searched at once; with more the events are taken in smaller parts. */
    static final int MAX_WINDOWS = 50;

    private final Run run;
    private final Steps steps;
    private final long spanMillis;
    private final Optional<Undecided> again;
    private @Nullable Undecided undecided;
    private @Nullable Undecided read;

    /**
     * @param spanMillis how far the events of a sequence may be apart
     * @param again what an earlier run left undecided and is due now
     */
    SequenceRun(Run run, Steps steps, long spanMillis, Optional<Undecided> again) {
        this.run = run;
        this.steps = steps;
        this.spanMillis = spanMillis;
        this.again = again;
    }

    /** What is left to a later run, once this one is over. */
    Optional<Undecided> undecided() {
        if (run.ledger().hasFailedShards()) {
            // Sequences over a missing shard are not found now, and will have nothing new when it is back.
            Optional.ofNullable(read).ifPresent(this::later);
        }
        return Optional.ofNullable(undecided);
    }

    /** @param listener fails with {@link TooManyCandidatesException} when the scope must be divided */
    void start(ActionListener<Void> listener) {
        if (run.request().scope().indicesToJudge().length == 0 && again.isEmpty()) {
            listener.onResponse(null);
            return;
        }
        RunMemory memory = run.tools().limits().memory();
        ActionListener.run(
                ActionListener.runBefore(listener, memory::close), released -> countNew(inputs(memory), released));
    }

    private SequenceInputs inputs(RunMemory memory) {
        CandidateReader reader = new CandidateReader(
                steps,
                run.request().rule(),
                run.request().nowMillis(),
                run.request().dryRun(),
                run.ledger());
        return new SequenceInputs(
                run, steps, new StepQueries(run, steps), reader, new EventWindows(spanMillis), again, memory);
    }

    private void countNew(SequenceInputs inputs, ActionListener<Void> listener) {
        Scope scope = run.request().scope();
        BitSet positive = steps.positiveConditions();
        if (scope.indicesToJudge().length == 0) {
            counted(inputs, Collections.nCopies(positive.cardinality(), 0L), listener);
            return;
        }
        if (run.request().counted().isPresent()) {
            counted(inputs, run.request().counted().get().candidates(), listener);
            return;
        }
        List<QueryBuilder> queries = new ArrayList<>();
        positive.stream().forEach(condition -> {
            queries.add(scope.toJudge(inputs.queries().of(condition)));
            steps.each(condition, run.ledger()::asked);
        });
        run.searches()
                .count(
                        scope.indicesToJudge(),
                        queries,
                        Integer.MAX_VALUE,
                        listener.delegateFailureAndWrap((next, counts) -> counted(inputs, counts, next)));
    }

    private void counted(SequenceInputs inputs, List<Long> counts, ActionListener<Void> listener) {
        steps.perPositiveStep(counts, run.ledger()::newCandidates);
        BitSet positive = steps.positiveConditions();
        // Of a condition that finds nothing new nothing more is asked: to prepare its query is what costs.
        BitSet completing = inputs.completing();
        long found = 0;
        for (int condition = completing.nextSetBit(0);
                condition >= 0;
                condition = completing.nextSetBit(condition + 1)) {
            long count = counts.get(positive.get(0, condition).cardinality());
            completing.set(condition, count > 0);
            found += count;
        }
        if (found == 0) {
            List<Window> left = again.map(one -> new Window(one.fromMillis(), one.toMillis())).stream()
                    .toList();
            read(inputs, left, null, found, listener);
        } else {
            long foundNew = found;
            lookForOthers(inputs, counts, listener.delegateFailureAndWrap((next, all) -> {
                if (!all) {
                    next.onResponse(null);
                } else if (foundNew <= run.request().pageSize() && again.isEmpty()) {
                    readNew(inputs, completing, foundNew, next);
                } else {
                    findTimes(inputs, completing, foundNew, next);
                }
            }));
        }
    }

    /**
     * Whether each positive step of which nothing is new has any candidate about the time of what is new: mostly one
     * has none, and then nothing need be read.
     */
    private void lookForOthers(SequenceInputs inputs, List<Long> counts, ActionListener<Boolean> listener) {
        Optional<Window> times = run.request().counted().flatMap(Counted::times);
        List<QueryBuilder> others = new ArrayList<>();
        if (again.isEmpty() && times.isPresent()) {
            QueryBuilder nearby = inputs.toJoinIn(inputs.windows().around(List.of(times.get())));
            BitSet positive = steps.positiveConditions();
            positive.stream()
                    .filter(condition -> counts.get(positive.get(0, condition).cardinality()) == 0)
                    .forEach(condition -> {
                        others.add(Run.both(nearby, inputs.queries().of(condition)));
                        steps.each(condition, run.ledger()::asked);
                    });
        }
        run.searches()
                .count(
                        run.request().scope().indicesToJoin(),
                        others,
                        1,
                        // A shard that could not be asked may have some.
                        listener.map(
                                found -> !found.contains(0L) || run.ledger().hasFailedShards()));
    }

    private void readNew(SequenceInputs inputs, BitSet completing, long found, ActionListener<Void> listener) {
        Scope scope = run.request().scope();
        inputs.readKeys(
                scope.indicesToJudge(),
                scope.toJudge(inputs.queries().anyOf(completing)),
                completing,
                listener.delegateFailureAndWrap((next, events) -> {
                    List<Window> times = new ArrayList<>();
                    List<JoinTuple> keys = new ArrayList<>();
                    for (Keyed event : events) {
                        times.add(new Window(event.timeMillis(), event.timeMillis()));
                        keys.addAll(event.keys());
                    }
                    read(inputs, times, JoinedKeys.of(keys), found, next);
                }));
    }

    private void findTimes(SequenceInputs inputs, BitSet completing, long found, ActionListener<Void> listener) {
        Scope scope = run.request().scope();
        ArrivalTimes times = new ArrivalTimes(
                run.searches(),
                scope.indicesToJudge(),
                run.request().rule().rule().fields().timestamp(),
                inputs.windows().stretchMillis());
        times.of(
                scope.toJudge(inputs.queries().anyOf(completing)),
                listener.delegateFailureAndWrap((next, stretches) -> {
                    List<Window> all = new ArrayList<>(stretches);
                    again.ifPresent(left -> all.add(new Window(left.fromMillis(), left.toMillis())));
                    read(inputs, all, null, found, next);
                }));
    }

    /** @param keys of the events that happened in {@code times}; null when they are not known */
    private void read(
            SequenceInputs inputs,
            List<Window> times,
            @Nullable JoinedKeys keys,
            long found,
            ActionListener<Void> listener) {
        List<Window> merged = inputs.windows().around(times);
        if (merged.isEmpty()) {
            listener.onResponse(null);
            return;
        }
        if (merged.size() > MAX_WINDOWS && found > 1) {
            throw new TooManyCandidatesException(
                    merged.size(),
                    MAX_WINDOWS,
                    "far from each other in time, " + run.request().scope().describe() + ",");
        }
        long nowMillis = run.request().nowMillis();
        for (Window window : merged) {
            Undecided more = new Undecided(window.fromMillis(), window.toMillis(), nowMillis);
            read = read == null ? more : read.and(more);
        }
        new SequenceReading(inputs, found, this::later).start(merged, keys, listener);
    }

    private void later(Undecided more) {
        undecided = undecided == null ? more : undecided.and(more);
    }
}
