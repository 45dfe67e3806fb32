package org.esdetect.es.action;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.author.Investigation;
import org.esdetect.es.author.StoredEvent;

/** Reads the alert, and runs its guide's queries, with the caller's own rights. */
public final class TransportInvestigateAction extends TransportAction<InvestigateAction.Request, MapResponse> {
    private final Client client;
    private final ClusterService clusterService;

    @Inject
    public TransportInvestigateAction(
            TransportService transportService,
            ActionFilters actionFilters,
            Client client,
            ClusterService clusterService) {
        super(
                InvestigateAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.client = client;
        this.clusterService = clusterService;
    }

    @Override
    protected void doExecute(Task task, InvestigateAction.Request request, ActionListener<MapResponse> listener) {
        StoredEvent.read(
                client,
                clusterService.state().metadata(),
                request.index(),
                request.alertId(),
                listener.delegateFailureAndWrap((next, alert) ->
                        new Investigation(client, alert, request.size()).run(next.map(MapResponse::new))));
    }
}
