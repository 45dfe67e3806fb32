package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.engine.Steps;
import org.esdetect.es.run.CandidateReader.Keyed;
import org.esdetect.es.run.EventWindows.Window;
import org.esdetect.sequence.Candidate;
import org.esdetect.sequence.JoinTuple;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sequences in some stretches of time and reads no more for it than it must.
 *
 * <ol>
 *   <li>Counts each step. A positive step with nothing: no sequence can be there.
 *   <li>While there is much to read and one step is far rarer than the rest, reads that step's join keys and times
 *       only: every sequence has one of these keys, and all of it lies around these times. The others are then asked
 *       for these keys, part by part when they are many, and counted again.
 *   <li>Reads what is left, with the fields that judging needs, and lets the machine find the sequences.
 * </ol>
 *
 * <p>The machine decides; all of this only leaves out what cannot matter. Of a key that is looked for all events are
 * read, also those of missing steps and the until; of another key some may be, so what it gives is not used.
 */
final class SequenceReading {
    private final SequenceInputs inputs;
    private final Run run;
    private final Steps steps;
    private final long newEvents;
    private final Consumer<Undecided> later;

    /**
     * @param newEvents how many events are to be judged, as far as that is known
     * @param later told of sequences that cannot be decided yet
     */
    SequenceReading(SequenceInputs inputs, long newEvents, Consumer<Undecided> later) {
        this.inputs = inputs;
        this.run = inputs.run();
        this.steps = inputs.steps();
        this.newEvents = newEvents;
        this.later = later;
    }

    /**
     * Something that must be read.
     *
     * @param keys the only join keys of interest; null for all
     * @param used the conditions by whose events it was narrowed; the one after the last stands for the new events
     */
    private record Part(List<Window> windows, @Nullable JoinedKeys keys, BitSet used) {
        Part of(JoinedKeys some) {
            return new Part(windows, some, used);
        }
    }

    /** @param keys of the new events when they were read, else null */
    void start(List<Window> windows, @Nullable JoinedKeys keys, ActionListener<Void> listener) {
        BitSet used = new BitSet();
        used.set(steps.conditions().size(), keys != null);
        parts(new Part(windows, keys, used), listener);
    }

    /** Not more keys at a time than a search takes. */
    private void parts(Part part, ActionListener<Void> listener) {
        if (part.keys() == null) {
            count(part, listener);
            return;
        }
        run.ledger().narrowedTo(part.keys().size());
        each(
                part.keys().slices(run.tools().limits().keysPerSearch()).stream()
                        .map(part::of)
                        .toList(),
                0,
                listener);
    }

    private void each(List<Part> parts, int index, ActionListener<Void> listener) {
        if (index == parts.size()) {
            listener.onResponse(null);
            return;
        }
        count(parts.get(index), listener.delegateFailureAndWrap((next, done) -> each(parts, index + 1, next)));
    }

    private void count(Part part, ActionListener<Void> listener) {
        int maximum = run.tools().limits().maxCandidates();
        QueryBuilder inWindows = inputs.toJoinIn(part.windows());
        List<QueryBuilder> counted = new ArrayList<>();
        for (int condition = 0; condition < steps.conditions().size(); condition++) {
            counted.add(Run.both(inWindows, inputs.queries().of(condition, part.keys())));
            steps.each(condition, run.ledger()::asked);
        }
        run.searches()
                .count(
                        run.request().scope().indicesToJoin(),
                        counted,
                        maximum + 1,
                        listener.delegateFailureAndWrap((next, counts) -> {
                            if (narrowedBySteps(part).isEmpty()) {
                                steps.perStep(counts, run.ledger()::windowCandidates);
                            }
                            counted(part, counts, next);
                        }));
    }

    private BitSet narrowedBySteps(Part part) {
        return part.used().get(0, steps.conditions().size());
    }

    private void counted(Part part, List<Long> counts, ActionListener<Void> listener) {
        if (steps.positiveConditions().stream().anyMatch(condition -> counts.get(condition) == 0)) {
            listener.onResponse(null);
            return;
        }
        long found = counts.stream().mapToLong(Long::longValue).sum();
        int maximum = run.tools().limits().maxCandidates();
        int rarest = rarest(part, counts);
        if (rarest >= 0 && isWorthwhile(part, count(rarest, counts), found)) {
            narrow(part, rarest, listener);
        } else if (found <= maximum) {
            readCandidates(part, listener);
        } else if (part.keys() != null && part.keys().size() > 1) {
            List<JoinedKeys> halves = part.keys().slices((part.keys().size() + 1) / 2);
            each(halves.stream().map(part::of).toList(), 0, listener);
        } else {
            throw new TooManyCandidatesException(found, maximum, "within one window");
        }
    }

    /** The positive condition, or the new events, with the fewest events of those that were not used; -1 for none. */
    private int rarest(Part part, List<Long> counts) {
        BitSet possible = steps.positiveConditions();
        possible.set(steps.conditions().size(), inputs.again().isEmpty() && newEvents > 0);
        possible.andNot(part.used());
        return possible.stream()
                .boxed()
                .min((one, other) -> Long.compare(count(one, counts), count(other, counts)))
                .orElse(-1);
    }

    private long count(int condition, List<Long> counts) {
        return condition < counts.size() ? counts.get(condition) : newEvents;
    }

    /** It costs as much to read an event for its key as for good, so what is left out must be more. */
    private boolean isWorthwhile(Part part, long rare, long found) {
        int maximum = run.tools().limits().maxCandidates();
        // A page of them is read at once: to find out which are needed would cost more.
        if (rare > maximum || found <= run.request().pageSize()) {
            return false;
        }
        return found > maximum || rare * (part.used().isEmpty() ? 2 : 4) < found;
    }

    private void narrow(Part part, int rarest, ActionListener<Void> listener) {
        boolean byNew = rarest == steps.conditions().size();
        BitSet conditions = new BitSet();
        conditions.set(rarest);
        BitSet asked = byNew ? inputs.completing() : conditions;
        QueryBuilder query = inputs.queries().anyOf(asked, part.keys());
        Scope scope = run.request().scope();
        BitSet used = (BitSet) part.used().clone();
        used.set(rarest);
        inputs.readKeys(
                byNew ? scope.indicesToJudge() : scope.indicesToJoin(),
                byNew ? scope.toJudge(query) : Run.both(inputs.toJoinIn(part.windows()), query),
                asked,
                listener.delegateFailureAndWrap((next, events) -> {
                    JoinedKeys keys = keys(part, events);
                    if (keys.size() == 0) {
                        next.onResponse(null);
                    } else {
                        parts(new Part(windows(part, events), keys, used), next);
                    }
                }));
    }

    private static JoinedKeys keys(Part part, List<Keyed> events) {
        Set<JoinTuple> keys = new HashSet<>();
        events.forEach(event -> keys.addAll(event.keys()));
        @Nullable JoinedKeys before = part.keys();
        if (before != null) {
            keys.removeIf(key -> !before.contains(key.values()));
        }
        return JoinedKeys.of(keys);
    }

    private List<Window> windows(Part part, List<Keyed> events) {
        List<Window> around = inputs.windows()
                .around(events.stream()
                        .map(event -> new Window(event.timeMillis(), event.timeMillis()))
                        .toList());
        return around.size() > SequenceRun.MAX_WINDOWS ? part.windows() : around;
    }

    private void readCandidates(Part part, ActionListener<Void> listener) {
        BitSet all = new BitSet();
        all.set(0, steps.conditions().size());
        all.stream().forEach(condition -> steps.each(condition, run.ledger()::asked));
        SearchSourceBuilder source = inputs.reader()
                .source()
                .query(QueryBuilders.boolQuery()
                        .filter(inputs.toJoinIn(part.windows()))
                        .filter(inputs.queries().anyOf(all, part.keys()))
                        .should(run.request().scope().toJudge().queryName(CandidateReader.JUDGED)));
        CandidatesRead read = new CandidatesRead(inputs.memory());
        run.searches()
                .<Candidate<EventRef>>read(
                        run.request().scope().indicesToJoin(),
                        source,
                        inputs.reader()::read,
                        read::take,
                        listener.delegateFailureAndWrap((next, done) ->
                                judge(part, read.candidates(), ActionListener.runBefore(next, read::close))));
    }

    private void judge(Part part, List<Candidate<EventRef>> candidates, ActionListener<Void> listener) {
        SequenceSearch search = new SequenceSearch(
                steps,
                run.request().nowMillis(),
                run.tools().limits().allowedLatenessMillis(),
                run.request().scope().byLastEvent(),
                inputs.again(),
                part.keys());
        SequenceSearch.Found found = search.find(candidates);
        found.undecided().ifPresent(later);
        if (run.ledger().hasFailedShards() && (steps.hasMissingSteps() || steps.hasUntil())) {
            // What must not have happened may lie in a shard that could not be read.
            listener.onResponse(null);
        } else {
            new SequenceAlerts(run).write(found.sequences(), listener);
        }
    }
}
