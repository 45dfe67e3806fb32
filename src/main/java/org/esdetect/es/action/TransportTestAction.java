package org.esdetect.es.action;

import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRunnable;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.transport.TransportService;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.author.Draft;
import org.esdetect.es.author.Submission;
import org.esdetect.es.author.Trial;
import org.esdetect.es.store.RuleStore;
import org.esdetect.es.store.StoredRule;
import org.esdetect.rule.ReadLimits;

/** Judges on this node, off the network threads. */
public final class TransportTestAction extends TransportAction<TestAction.Request, MapResponse> {
    private final RuleStore store;
    private final Detector detector;
    private final ThreadPool threadPool;

    @Inject
    public TransportTestAction(
            TransportService transportService, ActionFilters actionFilters, RuleStore store, Detector detector) {
        super(
                TestAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.store = store;
        this.detector = detector;
        this.threadPool = transportService.getThreadPool();
    }

    @Override
    protected void doExecute(Task task, TestAction.Request request, ActionListener<MapResponse> listener) {
        if (request.submission() instanceof Submission.Stored stored) {
            store.find(stored.ruleId(), listener.delegateFailureAndWrap((next, found) -> threadPool
                    .generic()
                    .execute(ActionRunnable.supply(next, () -> run(draft(stored.ruleId(), found), request)))));
            return;
        }
        listener.onResponse(run(Draft.of(request.submission(), ReadLimits.DEFAULT), request));
    }

    private Draft draft(String ruleId, Optional<StoredRule> found) {
        return Draft.of(found.map(StoredRule::rule)
                .orElseThrow(() -> NearestIds.notFound(
                        ruleId,
                        detector.current().all().stream()
                                .map(CompiledRule::rule)
                                .toList())));
    }

    private MapResponse run(Draft draft, TestAction.Request request) {
        draft.checkValid();
        long nowMillis = threadPool.absoluteTimeInMillis();
        Draft judged = draft.withExceptions(detector.current().exceptions(), nowMillis);
        return new MapResponse(Trial.run(judged, request.events(), request.explain(), nowMillis));
    }
}
