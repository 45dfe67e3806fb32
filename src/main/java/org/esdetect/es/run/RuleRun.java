package org.esdetect.es.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.elasticsearch.action.ActionListener;
import org.esdetect.engine.Steps;
import org.esdetect.eql.lower.Plan;
import org.esdetect.es.arrival.Position;
import org.esdetect.es.arrival.ShardKey;
import org.jspecify.annotations.Nullable;

/**
 * One run of one rule. What is too much to hold in memory is divided and run part after part, so that a backlog of any
 * size is worked off; only a stretch of time that is too dense by itself makes the run fail.
 */
public final class RuleRun {
    private final RunTools tools;
    private final RunRequest request;
    private final MatchSink.Factory matches;
    private final RunLedger ledger;
    private final @Nullable Steps steps;
    private final long startNanos = System.nanoTime();
    private final Map<ShardKey, Position> reached = new TreeMap<>();
    private @Nullable Undecided undecided;
    private boolean judgedAgain;

    private RuleRun(RunTools tools, RunRequest request, MatchSink.Factory matches) {
        this.tools = tools;
        this.request = request;
        this.matches = matches;
        this.steps = plan() instanceof Plan.OfSequence sequence ? new Steps(sequence) : null;
        this.ledger = new RunLedger(steps == null ? 1 : steps.size());
        request.unavailable().forEach(ledger::failed);
    }

    /**
     * Runs the rule and writes its alerts.
     *
     * @param listener always answered with a result, also when the run failed; on any thread
     */
    public static void start(RunTools tools, RunRequest request, ActionListener<RunResult> listener) {
        RunOverflow overflow = new RunOverflow(tools, request);
        start(tools, request, CappedAlerts.into(tools.alerts(), overflow), overflow.before(listener));
    }

    /** Runs the rule and hands over what it matches. */
    public static void start(
            RunTools tools, RunRequest request, MatchSink.Factory matches, ActionListener<RunResult> listener) {
        RuleRun run = new RuleRun(tools, request, matches);
        ActionListener<Void> done = ActionListener.wrap(
                ignored -> listener.onResponse(run.result(null)), failure -> listener.onResponse(run.result(failure)));
        ActionListener.run(ActionListener.notifyOnce(done), run::start);
    }

    private void start(ActionListener<Void> listener) {
        if (request.hasNothingNew() && !judgesAgain()) {
            // For nearly all rules that is all there is to a run.
            reached(request.scope());
            listener.onResponse(null);
            return;
        }
        tools.rights().clientFor(request.rule().rule().id(), listener.delegateFailureAndWrap((next, client) -> {
            Run run = new Run(
                    request,
                    tools,
                    tools.clusterService().state(),
                    ledger,
                    new Searches(client, tools.executor(), ledger, request.pageSize()),
                    matches.open(request, ledger));
            judge(run, next.delegateFailureAndWrap((last, done) -> judgeAgain(run, last)));
        }));
    }

    private boolean judgesAgain() {
        return steps != null
                && !ledger.hasFailedShards()
                && request.again()
                        .filter(left -> left.dueMillis() <= request.nowMillis())
                        .isPresent();
    }

    private void judge(Run run, ActionListener<Void> listener) {
        Scope scope = run.request().scope();
        ActionListener<Void> done = listener.delegateFailureAndWrap((next, ignored) -> {
            reached(scope);
            next.onResponse(null);
        });
        part(run, Optional.empty(), done.delegateResponse((next, failure) -> {
            Optional<List<Scope>> halves =
                    failure instanceof TooManyCandidatesException ? scope.halves() : Optional.empty();
            if (halves.isEmpty()) {
                next.onFailure(failure);
                return;
            }
            judge(
                    run.over(halves.get().get(0)),
                    listener.delegateFailureAndWrap(
                            (rest, first) -> judge(run.over(halves.get().get(1)), rest)));
        }));
    }

    /** Apart from the rest, so that what it cannot do does not hold up what arrived. */
    private void judgeAgain(Run run, ActionListener<Void> listener) {
        if (!judgesAgain() || !(request.scope() instanceof Scope.Arrived arrived)) {
            listener.onResponse(null);
            return;
        }
        Run again = run.over(new Scope.Arrived(arrived.arrivals(), Set.of()));
        part(again, request.again(), listener.delegateFailureAndWrap((next, done) -> {
            judgedAgain = !ledger.hasFailedShards();
            next.onResponse(null);
        }));
    }

    private void part(Run run, Optional<Undecided> again, ActionListener<Void> listener) {
        if (steps == null) {
            new EventRun(run, ((Plan.OfEvent) plan()).condition()).start(listener);
            return;
        }
        SequenceRun sequence =
                new SequenceRun(run, steps, steps.sequence().maxSpanMillis().orElseThrow(), again);
        sequence.start(listener.delegateFailureAndWrap((next, done) -> {
            sequence.undecided().ifPresent(this::later);
            next.onResponse(null);
        }));
    }

    private void later(Undecided more) {
        undecided = undecided == null ? more : undecided.and(more);
    }

    private void reached(Scope scope) {
        if (scope instanceof Scope.Arrived arrived) {
            reached.putAll(arrived.arrivals().next());
        }
    }

    private Plan plan() {
        return request.rule().plan().orElseThrow();
    }

    private RunResult result(@Nullable Exception failure) {
        if (!judgedAgain) {
            request.again().ifPresent(this::later);
        }
        ledger.failedShards().keySet().forEach(shard -> reached.remove(ShardKey.of(shard)));
        return new RunResult(
                request.rule().rule().id(),
                outcome(failure),
                failure == null ? partial() : String.valueOf(failure.getMessage()),
                request.scope().describe(),
                (System.nanoTime() - startNanos) / 1_000_000,
                ledger.work(),
                reached,
                ledger.failedShards(),
                Optional.ofNullable(undecided));
    }

    private RunResult.Outcome outcome(@Nullable Exception failure) {
        if (failure != null) {
            return RunResult.Outcome.FAILED;
        }
        if (ledger.hasFailedShards()) {
            return RunResult.Outcome.PARTIAL;
        }
        boolean idle = ledger.work().steps().stream()
                .allMatch(count -> count.newCandidates() == 0 && count.windowCandidates() == 0);
        return idle ? RunResult.Outcome.IDLE : RunResult.Outcome.SUCCESS;
    }

    private String partial() {
        StringBuilder message = new StringBuilder();
        ledger.failedShards().forEach((shard, reason) -> message.append(message.isEmpty() ? "" : "; ")
                .append(shard)
                .append(' ')
                .append(reason));
        return message.toString();
    }
}
