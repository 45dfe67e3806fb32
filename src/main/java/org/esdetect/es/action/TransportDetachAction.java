package org.esdetect.es.action;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.attach.Attachment;
import org.esdetect.es.attach.Changes;
import org.esdetect.es.attach.DetachPlan;

/** Takes the processor out of the pipelines of indices. */
public final class TransportDetachAction extends TransportAction<AttachmentAction.Request, MapResponse> {
    private final Client client;
    private final ClusterService clusterService;
    private final IndexNameExpressionResolver resolver;

    @Inject
    public TransportDetachAction(
            TransportService transportService,
            ActionFilters actionFilters,
            Client client,
            ClusterService clusterService,
            IndexNameExpressionResolver resolver) {
        super(
                AttachmentAction.DETACH.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.client = client;
        this.clusterService = clusterService;
        this.resolver = resolver;
    }

    @Override
    protected void doExecute(Task task, AttachmentAction.Request request, ActionListener<MapResponse> listener) {
        Attachment attachment = new Attachment(
                () -> DetachPlan.of(request.indices(), clusterService.state(), resolver),
                new Changes(client, request.timeout()));
        attachment.run(request.dryRun(), listener.map(MapResponse::new));
    }
}
