package org.esdetect.es.action;

import java.util.Optional;
import org.elasticsearch.ResourceNotFoundException;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRunnable;
import org.elasticsearch.action.get.GetRequest;
import org.elasticsearch.action.get.GetResponse;
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
        checkHoldsDocuments(request.index());
        client.get(
                new GetRequest(request.index(), request.documentId()),
                listener.delegateFailureAndWrap((next, document) -> {
                    checkReadable(request, document);
                    store.find(request.ruleId(), next.delegateFailureAndWrap((answer, found) -> threadPool
                            .generic()
                            .execute(ActionRunnable.supply(
                                    answer, () -> report(rule(request.ruleId(), found), document)))));
                }));
    }

    /** An id is one in a backing index only: a data stream has many. */
    private void checkHoldsDocuments(String index) {
        IndexAbstraction named = clusterService.state().metadata().getIndicesLookup().get(index);
        if (named != null && named.getType() == IndexAbstraction.Type.DATA_STREAM) {
            throw new IllegalArgumentException("[" + index
                    + "] is a data stream; name the index that the event is in, which a search answers as [_index]");
        }
    }

    private static void checkReadable(ExplainAction.Request request, GetResponse document) {
        if (!document.isExists()) {
            throw new ResourceNotFoundException(
                    "no event [{}] in [{}]", request.documentId(), request.index());
        }
        if (document.isSourceEmpty()) {
            throw new IllegalArgumentException("event [" + request.documentId() + "] in [" + request.index()
                    + "] has no source, so there is nothing to judge");
        }
    }

    private Rule rule(String ruleId, Optional<StoredRule> found) {
        return found.map(StoredRule::rule)
                .orElseThrow(() -> NearestIds.notFound(
                        ruleId,
                        detector.current().all().stream().map(CompiledRule::rule).toList()));
    }

    private MapResponse report(Rule rule, GetResponse document) {
        Draft draft = Draft.of(rule);
        draft.checkValid();
        return new MapResponse(EventReport.of(rule, draft, document, target(document.getIndex())));
    }

    private String target(String index) {
        IndexAbstraction found = clusterService.state().metadata().getIndicesLookup().get(index);
        return found == null || found.getParentDataStream() == null
                ? index
                : found.getParentDataStream().getName();
    }
}
