package org.esdetect.es.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.util.concurrent.ThrottledIterator;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.arrival.Checkpoint;
import org.esdetect.es.arrival.Checkpoints;
import org.esdetect.es.arrival.Position;
import org.esdetect.es.arrival.ShardKey;

/** Runs the rules that are due, a bounded number at a time. */
final class Rounds {
    private final RunTools tools;
    private final Checkpoints checkpoints;
    private final ClusterService clusterService;
    private final IndexNameExpressionResolver resolver;
    private final RunLog log;
    private final ScheduleStats stats;
    private volatile int maxConcurrentRuns;

    Rounds(
            RunTools tools,
            Checkpoints checkpoints,
            IndexNameExpressionResolver resolver,
            RunLog log,
            ScheduleStats stats) {
        this.tools = tools;
        this.checkpoints = checkpoints;
        this.clusterService = tools.clusterService();
        this.resolver = resolver;
        this.log = log;
        this.stats = stats;
        clusterService
                .getClusterSettings()
                .initializeAndWatch(ScheduleSettings.MAX_CONCURRENT_RUNS, value -> maxConcurrentRuns = value);
    }

    /**
     * Runs all rules of {@code request}.
     *
     * @param listener answered with the states of all rules afterwards; fails when not even the checkpoint could be
     *     read, and then nothing was run
     */
    void start(RoundRequest request, Schedule schedule, ActionListener<Map<String, RuleState>> listener) {
        Round round = new Round(request, indices(request), schedule);
        checkpoints.read(
                round.allIndices(),
                round.cursors(),
                listener.delegateFailureAndWrap((next, checkpoint) -> run(round, checkpoint, next)));
    }

    private Map<String, RuleIndices> indices(RoundRequest request) {
        ClusterState state = clusterService.state();
        Map<String, RuleIndices> byRule = new HashMap<>();
        Map<List<String>, RuleIndices> byPatterns = new HashMap<>();
        for (CompiledRule rule : request.due()) {
            byRule.put(
                    rule.rule().id(),
                    byPatterns.computeIfAbsent(
                            rule.rule().indices(), patterns -> RuleIndices.resolve(patterns, state, resolver)));
        }
        return byRule;
    }

    private void run(Round round, Checkpoint checkpoint, ActionListener<Map<String, RuleState>> listener) {
        List<RunRequest> runs = round.request().due().stream()
                .map(rule -> round.run(rule, checkpoint))
                .toList();
        new NewCandidates(tools)
                .count(runs, listener.delegateFailureAndWrap((next, counted) -> run(round, checkpoint, counted, next)));
    }

    private void run(
            Round round,
            Checkpoint checkpoint,
            List<RunRequest> runs,
            ActionListener<Map<String, RuleState>> listener) {
        Map<String, RunResult> results = new ConcurrentHashMap<>();
        ThrottledIterator.run(
                runs.iterator(),
                (done, run) -> {
                    if (round.request().stopped().getAsBoolean()) {
                        done.close();
                        return;
                    }
                    RuleRun.start(
                            tools,
                            run,
                            ActionListener.releaseAfter(
                                    ActionListener.wrap(result -> took(run, result, results), Rounds::impossible),
                                    done));
                },
                maxConcurrentRuns,
                () -> ActionListener.completeWith(listener, () -> round.after(checkpoint, results, existing())));
    }

    private void took(RunRequest run, RunResult result, Map<String, RunResult> results) {
        results.put(result.ruleId(), result);
        stats.ran(result, unread(run, result));
        log.write(run, result);
    }

    /** Operations in the run's scope that its cursor did not pass. */
    private static long unread(RunRequest run, RunResult result) {
        if (!(run.scope() instanceof Scope.Arrived arrived) || result.outcome() != RunResult.Outcome.FAILED) {
            return 0;
        }
        Map<ShardKey, Position> reached = result.reached();
        return arrived.arrivals().ranges().entrySet().stream()
                .mapToLong(entry -> {
                    Position position = reached.get(ShardKey.of(entry.getKey()));
                    long after = position == null ? entry.getValue().after() : position.seqNo();
                    return Math.max(0, entry.getValue().upTo() - after);
                })
                .sum();
    }

    private static void impossible(Exception failure) {
        throw new AssertionError("a run always has a result", failure);
    }

    private Set<String> existing() {
        TreeSet<String> uuids = new TreeSet<>();
        for (IndexMetadata index : clusterService.state().metadata()) {
            uuids.add(index.getIndexUUID());
        }
        return uuids;
    }
}
