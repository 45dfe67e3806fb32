package org.esdetect.es.task;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.index.query.BoolQueryBuilder;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.engine.Steps;
import org.esdetect.es.task.EventWindows.Window;
import org.esdetect.sequence.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Runs a sequence rule.
 *
 * <ol>
 *   <li>Counts what is new for each positive step, in one request. Nothing: the run is over; that is nearly always so.
 *   <li>Reads when the new events happened, and from that which stretches of time must be looked at.
 *   <li>For each stretch counts every step. A positive step with nothing: no sequence can be there.
 *   <li>Reads the candidates of the stretch, judges them, and lets the machine find the sequences.
 *   <li>Fetches the events of what is complete in full and writes the alerts.
 * </ol>
 *
 * <p>Only new events of positive steps can make a new sequence, so nothing else is asked for first.
 */
final class SequenceRun {
    /** So many separate stretches of time are read one by one; with more the events are taken in smaller parts. */
    private static final int MAX_WINDOWS = 50;

    private final Run run;
    private final Steps steps;
    private final CandidateReader reader;
    private final EventWindows windows;
    private final Optional<Undecided> again;
    private final SequenceAlerts alerts;
    private @Nullable Undecided undecided;
    private @Nullable Undecided read;
    private List<QueryBuilder> queries = List.of();

    /**
     * @param spanMillis how far the events of a sequence may be apart: maxspan, or the rule's look-back without one
     * @param again what an earlier run left undecided and is due now
     */
    SequenceRun(Run run, Steps steps, long spanMillis, Optional<Undecided> again) {
        this.run = run;
        this.steps = steps;
        this.reader = new CandidateReader(
                steps,
                run.request().rule(),
                run.request().nowMillis(),
                run.request().dryRun());
        this.windows = new EventWindows(spanMillis);
        this.again = again;
        this.alerts = new SequenceAlerts(run);
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
        queries = run.queries(steps.conditions());
        countNew(listener);
    }

    private void countNew(ActionListener<Void> listener) {
        Scope scope = run.request().scope();
        BitSet positive = steps.positiveConditions();
        List<QueryBuilder> counted = new ArrayList<>();
        positive.stream().forEach(condition -> counted.add(Run.both(scope.toJudge(), queries.get(condition))));
        run.searches().count(scope.indicesToJudge(), counted, listener.delegateFailureAndWrap((next, counts) -> {
            steps.perPositiveStep(counts, run.ledger()::newCandidates);
            long found = counts.stream().mapToLong(Long::longValue).sum();
            if (found == 0) {
                readWindows(List.of(), next);
            } else if (found > run.tools().limits().maxCandidates()) {
                throw new TooManyCandidatesException(
                        found, run.tools().limits().maxCandidates(), "to judge, " + scope.describe() + ",");
            } else {
                readTimes(next);
            }
        }));
    }

    private void readTimes(ActionListener<Void> listener) {
        Scope scope = run.request().scope();
        SearchSourceBuilder source =
                reader.timeOnly().query(Run.both(scope.toJudge(), anyOf(steps.positiveConditions())));
        List<Long> times = new ArrayList<>();
        run.searches()
                .read(
                        scope.indicesToJudge(),
                        source,
                        reader::timeMillis,
                        (found, next) -> {
                            times.addAll(found);
                            next.onResponse(null);
                        },
                        listener.delegateFailureAndWrap((next, done) -> readWindows(times, next)));
    }

    private void readWindows(List<Long> times, ActionListener<Void> listener) {
        List<Window> others = again.map(left -> List.of(new Window(left.fromMillis(), left.toMillis())))
                .orElse(List.of());
        List<Window> merged = windows.merge(times, others);
        if (merged.size() > MAX_WINDOWS && times.size() > 1) {
            throw new TooManyCandidatesException(
                    merged.size(),
                    MAX_WINDOWS,
                    "far from each other in time, " + run.request().scope().describe() + ",");
        }
        for (Window window : merged) {
            Undecided more = new Undecided(
                    window.fromMillis(), window.toMillis(), run.request().nowMillis());
            read = read == null ? more : read.and(more);
        }
        nextWindow(merged, 0, listener);
    }

    private void later(Undecided more) {
        undecided = undecided == null ? more : undecided.and(more);
    }

    private void nextWindow(List<Window> all, int index, ActionListener<Void> listener) {
        if (index == all.size()) {
            listener.onResponse(null);
            return;
        }
        countWindow(all.get(index), listener.delegateFailureAndWrap((next, done) -> nextWindow(all, index + 1, next)));
    }

    private void countWindow(Window window, ActionListener<Void> listener) {
        QueryBuilder inWindow = inWindow(window);
        List<QueryBuilder> counted =
                queries.stream().map(query -> Run.both(inWindow, query)).toList();
        run.searches()
                .count(
                        run.request().scope().indicesToJoin(),
                        counted,
                        listener.delegateFailureAndWrap((next, counts) -> {
                            steps.perStep(counts, run.ledger()::windowCandidates);
                            long found =
                                    counts.stream().mapToLong(Long::longValue).sum();
                            int maximum = run.tools().limits().maxCandidates();
                            if (steps.positiveConditions().stream().anyMatch(step -> counts.get(step) == 0)) {
                                next.onResponse(null);
                            } else if (found > maximum) {
                                throw new TooManyCandidatesException(found, maximum, "within one window");
                            } else {
                                readCandidates(inWindow, next);
                            }
                        }));
    }

    private void readCandidates(QueryBuilder inWindow, ActionListener<Void> listener) {
        BitSet all = new BitSet();
        all.set(0, queries.size());
        SearchSourceBuilder source = reader.source()
                .query(QueryBuilders.boolQuery()
                        .filter(inWindow)
                        .filter(anyOf(all))
                        .should(run.request().scope().toJudge().queryName(CandidateReader.JUDGED)));
        List<Candidate<EventRef>> candidates = new ArrayList<>();
        run.searches()
                .<Candidate<EventRef>>read(
                        run.request().scope().indicesToJoin(),
                        source,
                        reader::read,
                        (found, next) -> {
                            candidates.addAll(found);
                            next.onResponse(null);
                        },
                        listener.delegateFailureAndWrap((next, done) -> judge(candidates, next)));
    }

    private void judge(List<Candidate<EventRef>> candidates, ActionListener<Void> listener) {
        SequenceSearch search = new SequenceSearch(
                steps,
                run.request().nowMillis(),
                run.tools().limits().allowedLatenessMillis(),
                run.request().scope().byLastEvent(),
                again);
        SequenceSearch.Found found = search.find(candidates);
        found.undecided().ifPresent(this::later);
        if (run.ledger().hasFailedShards() && (steps.hasMissingSteps() || steps.hasUntil())) {
            // What must not have happened may lie in a shard that could not be read.
            listener.onResponse(null);
        } else {
            alerts.write(found.sequences(), listener);
        }
    }

    private QueryBuilder inWindow(Window window) {
        String timestamp = run.request().rule().rule().fields().timestamp();
        return Run.both(
                run.request().scope().toJoin(), TimeWindow.range(timestamp, window.fromMillis(), window.toMillis()));
    }

    private QueryBuilder anyOf(BitSet conditions) {
        BoolQueryBuilder any = QueryBuilders.boolQuery().minimumShouldMatch(1);
        conditions.stream().forEach(condition -> any.should(queries.get(condition)));
        return any;
    }
}
