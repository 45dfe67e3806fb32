package org.esdetect.es.action;

import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRunnable;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.metadata.IndexAbstraction;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.transport.TransportService;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.author.Draft;
import org.esdetect.es.author.EventReport;
import org.esdetect.es.author.StoredEvent;
import org.esdetect.es.store.RuleStore;
import org.esdetect.es.store.StoredRule;
import org.esdetect.rule.Rule;

/** Reads the event with the caller's own rights, then the rule, and explains on this node. */
public final class TransportExplainAction extends TransportAction<ExplainAction.Request, MapResponse> {
    private final Client client;
    private final ClusterService clusterService;
    private final RuleStore store;
    private final Detector detector;
    private final ThreadPool threadPool;

    @Inject
    public TransportExplainAction(
            TransportService transportService,
            ActionFilters actionFilters,
            Client client,
            ClusterService clusterService,
            RuleStore store,
            Detector detector) {
        super(
                ExplainAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.client = client;
        this.clusterService = clusterService;
        this.store = store;
        this.detector = detector;
        this.threadPool = transportService.getThreadPool();
    }

    @Override
    protected void doExecute(Task task, ExplainAction.Request request, ActionListener<MapResponse> listener) {
        StoredEvent.read(
                client,
                clusterService.state().metadata(),
                request.index(),
                request.documentId(),
                listener.delegateFailureAndWrap((next, event) ->
                        store.find(request.ruleId(), next.delegateFailureAndWrap((answer, found) -> threadPool
                                .generic()
                                .execute(ActionRunnable.supply(
                                        answer, () -> report(rule(request.ruleId(), found), event)))))));
    }

    private Rule rule(String ruleId, Optional<StoredRule> found) {
        return found.map(StoredRule::rule)
                .orElseThrow(() -> NearestIds.notFound(
                        ruleId,
                        detector.current().all().stream()
                                .map(CompiledRule::rule)
                                .toList()));
    }

    private MapResponse report(Rule rule, StoredEvent event) {
        long nowMillis = threadPool.absoluteTimeInMillis();
        Draft draft = Draft.of(rule).withExceptions(detector.current().exceptions(), nowMillis);
        draft.checkValid();
        return new MapResponse(EventReport.of(rule, draft, event, target(event.index()), nowMillis));
    }

    private String target(String index) {
        IndexAbstraction found =
                clusterService.state().metadata().getIndicesLookup().get(index);
        return found == null || found.getParentDataStream() == null
                ? index
                : found.getParentDataStream().getName();
    }
}
