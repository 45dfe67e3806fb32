package org.esdetect.es.hand;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.util.concurrent.ThrottledIterator;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.index.Index;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.alert.AlertRun;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.arrival.Arrivals;
import org.esdetect.es.arrival.Checkpoint;
import org.esdetect.es.arrival.Checkpoints;
import org.esdetect.es.arrival.Cursor;
import org.esdetect.es.coverage.IndexVerdicts;
import org.esdetect.es.run.NewRun;
import org.esdetect.es.run.RuleIndices;
import org.esdetect.es.run.RuleRun;
import org.esdetect.es.run.RunLog;
import org.esdetect.es.run.RunReport;
import org.esdetect.es.run.RunRequest;
import org.esdetect.es.run.RunResult;
import org.esdetect.es.run.RunSettings;
import org.esdetect.es.run.RunTools;
import org.esdetect.es.run.Scope;
import org.esdetect.es.run.TimeWindow;

/**
 * Runs rules over a window of event time, now, on this node. Touches no cursor: whatever is run by hand is run on
 * schedule as well, and the alerts are the same documents.
 */
public final class RunsByHand {
    private final Detector detector;
    private final RunTools tools;
    private final Checkpoints checkpoints;
    private final IndexNameExpressionResolver resolver;
    private final RunLog log;
    private final ThreadPool threadPool;
    private volatile int maxConcurrentRuns;

    public RunsByHand(
            Detector detector,
            RunTools tools,
            Checkpoints checkpoints,
            IndexNameExpressionResolver resolver,
            RunLog log,
            ThreadPool threadPool) {
        this.detector = detector;
        this.tools = tools;
        this.checkpoints = checkpoints;
        this.resolver = resolver;
        this.log = log;
        this.threadPool = threadPool;
        clusterService()
                .getClusterSettings()
                .initializeAndWatch(RunSettings.MAX_CONCURRENT_RUNS, value -> maxConcurrentRuns = value);
    }

    /**
     * Runs what {@code request} says.
     *
     * @param task of the request: it is the parent of what is searched, tells how far it is, and may end it
     * @param listener answered with a run for each rule, in the order of the request or of the rules' ids
     * @throws UnknownRuleException when there is no such rule
     * @throws IllegalArgumentException when the window or a rule cannot be run; the message is for people
     */
    public void start(HandRequest request, HandRunTask task, ActionListener<List<HandRun>> listener) {
        Instant now = Instant.ofEpochMilli(threadPool.absoluteTimeInMillis());
        List<CompiledRule> rules = rules(request);
        List<Asked> asked = new ArrayList<>();
        Map<String, Index> all = new TreeMap<>();
        for (CompiledRule rule : rules) {
            RuleIndices named =
                    RuleIndices.resolve(rule.rule().indices(), clusterService().state(), resolver);
            asked.add(new Asked(rule, HandWindow.of(request.from(), request.to(), rule.rule(), now), named));
            all.putAll(named.byName());
        }
        checkpoints.read(all.values(), List.of(Cursor.EMPTY), listener.delegateFailureAndWrap((next, checkpoint) -> {
            List<Each> each = new ArrayList<>();
            for (Asked one : asked) {
                each.add(new Each(one.window(), run(request, one.rule(), one.window(), one.named(), checkpoint, now)));
            }
            runAll(each, task, next);
        }));
    }

    private record Asked(CompiledRule rule, HandWindow window, RuleIndices named) {}

    private record Each(HandWindow window, RunRequest run) {}

    private void runAll(List<Each> all, HandRunTask task, ActionListener<List<HandRun>> listener) {
        Map<String, HandRun> done = new ConcurrentHashMap<>();
        HandSlices slices = new HandSlices(tools, RuleRun::start, task);
        Map<String, List<RunRequest>> parts = new HashMap<>();
        for (Each each : all) {
            List<RunRequest> part = HandSlices.of(each.run());
            parts.put(id(each), part);
            task.plan(1, part.size());
        }
        ThrottledIterator.run(
                all.iterator(),
                (finished, each) -> slices.run(
                        each.run(),
                        Objects.requireNonNull(parts.get(id(each)), "every run has slices"),
                        ActionListener.releaseAfter(
                                ActionListener.wrap(
                                        result -> done.put(id(each), ran(each, result)), listener::onFailure),
                                finished)),
                maxConcurrentRuns,
                () -> ActionListener.completeWith(listener, () -> all.stream()
                        .map(each -> Objects.requireNonNull(done.get(id(each)), "every run has a result"))
                        .toList()));
    }

    private static String id(Each each) {
        return each.run().rule().rule().id();
    }

    private HandRun ran(Each each, SlicedResult sliced) {
        RunResult result = sliced.total();
        if (!each.run().dryRun()) {
            log.write(RunReport.of(
                    each.run(),
                    result,
                    clusterService().localNode(),
                    each.run().nowMillis(),
                    0,
                    TimeValue.MINUS_ONE,
                    sliced.phaseMillis()));
        }
        HandWindow window = each.window();
        return new HandRun(each.run().rule().rule().name(), window.from(), window.to(), result);
    }

    private static RunRequest run(
            HandRequest request,
            CompiledRule rule,
            HandWindow window,
            RuleIndices named,
            Checkpoint checkpoint,
            Instant now) {
        Arrivals arrivals = checkpoint.since(Cursor.EMPTY, named.uuids());
        TimeWindow time = TimeWindow.of(
                rule.rule(), window.from().toEpochMilli(), window.to().toEpochMilli());
        return new RunRequest(
                rule,
                NewRun.of(AlertRun.Mode.BACKFILL, now),
                new Scope.Window(arrivals.readableIndices(), time, arrivals.allDocuments(), true),
                request.maxSignals().orElse(rule.rule().timing().maxSignals()),
                request.dryRun(),
                Optional.empty(),
                arrivals.unavailable());
    }

    private List<CompiledRule> rules(HandRequest request) {
        if (request.ruleIds().isEmpty()) {
            IndexVerdicts verdicts = new IndexVerdicts(clusterService().state());
            return detector.current().all().stream()
                    .filter(CompiledRule::isActive)
                    .filter(rule -> !rule.isSingleEvent() || !isJudgedInline(rule, verdicts))
                    .toList();
        }
        return request.ruleIds().get().stream()
                .distinct()
                .map(id -> RunnableRules.find(detector.current(), id))
                .toList();
    }

    /** All that it names, while it is ingested. */
    private boolean isJudgedInline(CompiledRule rule, IndexVerdicts verdicts) {
        List<String> patterns = rule.rule().indices();
        RuleIndices named = RuleIndices.resolve(patterns, clusterService().state(), resolver);
        return named.byName().keySet().stream()
                .allMatch(index -> verdicts.of(patterns, index).isInline());
    }

    private ClusterService clusterService() {
        return tools.clusterService();
    }
}
