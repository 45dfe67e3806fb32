package org.esdetect.es.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ListenerTimeouts;
import org.elasticsearch.action.support.RefCountingRunnable;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.arrival.Checkpoint;
import org.esdetect.es.arrival.Checkpoints;
import org.esdetect.es.run.NewCandidates;
import org.esdetect.es.run.RuleIndices;
import org.esdetect.es.run.RuleRun;
import org.esdetect.es.run.RunLog;
import org.esdetect.es.run.RunReport;
import org.esdetect.es.run.RunRequest;
import org.esdetect.es.run.RunResult;
import org.esdetect.es.run.RunTools;
import org.esdetect.es.spread.RunSpread;

/**
 * Runs the rules that are due, each as soon as there is room for it on a node; tells of each as soon as it is over, so
 * that a slow one holds up nobody.
 */
final class Rounds {
    /** Hears what became of each rule of a round. */
    interface Progress {
        /** The rule's run is over, and this is what to remember. */
        void ran(String ruleId, RuleState after);

        /** The rule's run is over, or was never begun, and nothing is known of it. */
        void skipped(String ruleId);
    }

    /** The rules of a round whose checkpoint did not come by then are due again. */
    private static final TimeValue CHECKPOINT_TIMEOUT = TimeValue.timeValueSeconds(60);

    /** What all rules have new is worth waiting for so long; then each finds out for itself. */
    private static final TimeValue COUNT_TIMEOUT = TimeValue.timeValueSeconds(30);

    private final RunTools tools;
    private final Checkpoints checkpoints;
    private final ClusterService clusterService;
    private final IndexNameExpressionResolver resolver;
    private final RunSpread spread;
    private final ThreadPool threadPool;
    private final RunLog log;
    private final ScheduleStats stats;

    Rounds(
            RunTools tools,
            Checkpoints checkpoints,
            IndexNameExpressionResolver resolver,
            RunSpread spread,
            ThreadPool threadPool,
            RunLog log,
            ScheduleStats stats) {
        this.tools = tools;
        this.checkpoints = checkpoints;
        this.clusterService = tools.clusterService();
        this.resolver = resolver;
        this.spread = spread;
        this.threadPool = threadPool;
        this.log = log;
        this.stats = stats;
    }

    /**
     * Runs all rules of {@code request}.
     *
     * @param progress told once of each rule
     * @param listener answered when all runs are over; fails when not even the checkpoint could be read, and then
     *     nothing was run
     */
    void start(RoundRequest request, Schedule schedule, Progress progress, ActionListener<Void> listener) {
        ActionListener<Void> told = listener.delegateResponse((next, failure) -> {
            request.due().forEach(rule -> progress.skipped(rule.rule().id()));
            next.onFailure(failure);
        });
        ActionListener.run(told, next -> {
            ClusterState state = clusterService.state();
            Round round = new Round(request, indices(request, state), RuleIndices.existing(state), schedule);
            checkpoints.read(
                    round.allIndices(),
                    round.cursors(),
                    ListenerTimeouts.wrapWithTimeout(
                            threadPool,
                            next.delegateFailureAndWrap((last, checkpoint) -> run(round, checkpoint, progress, last)),
                            CHECKPOINT_TIMEOUT,
                            threadPool.generic(),
                            "how far the shards of the rules' indices can be read"));
        });
    }

    String localNodeId() {
        return clusterService.localNode().getId();
    }

    private Map<String, RuleIndices> indices(RoundRequest request, ClusterState state) {
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

    private void run(Round round, Checkpoint checkpoint, Progress progress, ActionListener<Void> listener) {
        List<RunRequest> runs = new ArrayList<>();
        round.request().due().forEach(rule -> runs.add(round.run(rule, checkpoint)));
        ActionListener<List<RunRequest>> counted = ActionListener.wrap(
                known -> runAll(round, checkpoint, known, progress, listener),
                tooLate -> runAll(round, checkpoint, runs, progress, listener));
        new NewCandidates(tools)
                .count(
                        runs,
                        ListenerTimeouts.wrapWithTimeout(
                                threadPool,
                                ActionListener.notifyOnce(counted),
                                COUNT_TIMEOUT,
                                threadPool.generic(),
                                "how much is new for each rule"));
    }

    private void runAll(
            Round round,
            Checkpoint checkpoint,
            List<RunRequest> runs,
            Progress progress,
            ActionListener<Void> listener) {
        try (RefCountingRunnable all = new RefCountingRunnable(() -> listener.onResponse(null))) {
            for (RunRequest run : runs) {
                ActionListener<RunReport> over = ActionListener.runAfter(
                        ActionListener.wrap(
                                report -> took(round, checkpoint, report, progress),
                                failure -> progress.skipped(run.rule().rule().id())),
                        all.acquire()::close);
                start(round.request(), run, ActionListener.notifyOnce(over));
            }
        }
    }

    /** Here when there is nothing to look at, else on some node. */
    private void start(RoundRequest request, RunRequest run, ActionListener<RunReport> listener) {
        String id = run.rule().rule().id();
        long dueMillis = request.dueMillis().getOrDefault(id, 0L);
        if (Round.asksNothing(run)) {
            RuleRun.start(tools, run, listener.map(result -> here(run, result, dueMillis)));
            return;
        }
        spread.start(
                new RunSpread.Job(run, request.state(run.rule()).failures() > 0, dueMillis, request.owner()), listener);
    }

    private RunReport here(RunRequest run, RunResult result, long dueMillis) {
        return RunReport.of(
                run,
                result,
                clusterService.localNode(),
                threadPool.absoluteTimeInMillis(),
                dueMillis,
                TimeValue.MINUS_ONE,
                Map.of());
    }

    private void took(Round round, Checkpoint checkpoint, RunReport report, Progress progress) {
        RuleState after = round.after(report.run(), report.result(), checkpoint, threadPool.absoluteTimeInMillis());
        progress.ran(report.result().ruleId(), after);
        stats.ran(report);
        log.write(report);
    }
}
