package org.esdetect.es.action;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.transport.TransportService;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.hand.HandRequest;
import org.esdetect.es.hand.HandRunTask;
import org.esdetect.es.hand.RunsByHand;
import org.esdetect.es.hand.UnknownRuleException;

/** Runs the rules on this node; without one that was named, says which were meant. */
public final class TransportRunAction extends TransportAction<RunAction.Request, RunAction.Response> {
    private final RunsByHand runs;
    private final Detector detector;
    private final ThreadPool threadPool;

    @Inject
    public TransportRunAction(
            TransportService transportService, ActionFilters actionFilters, RunsByHand runs, Detector detector) {
        super(
                RunAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.runs = runs;
        this.detector = detector;
        this.threadPool = transportService.getThreadPool();
    }

    @Override
    protected void doExecute(Task task, RunAction.Request request, ActionListener<RunAction.Response> listener) {
        long startMillis = threadPool.rawRelativeTimeInMillis();
        HandRequest run = request.run();
        try {
            runs.start(
                    run,
                    (HandRunTask) task,
                    listener.map(done -> new RunAction.Response(
                            threadPool.rawRelativeTimeInMillis() - startMillis, run.dryRun(), done)));
        } catch (UnknownRuleException unknown) {
            listener.onFailure(NearestIds.notFound(
                    unknown.ruleId(),
                    detector.current().all().stream().map(CompiledRule::rule).toList()));
        }
    }
}
