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
import org.esdetect.es.attach.AttachPlan;
import org.esdetect.es.attach.Attachment;
import org.esdetect.es.attach.Changes;

/** Puts the processor into the pipelines of indices. */
public final class TransportAttachAction extends TransportAction<AttachmentAction.Request, MapResponse> {
    private final Client client;
    private final ClusterService clusterService;
    private final IndexNameExpressionResolver resolver;

    @Inject
    public TransportAttachAction(
            TransportService transportService,
            ActionFilters actionFilters,
            Client client,
            ClusterService clusterService,
            IndexNameExpressionResolver resolver) {
        super(
                AttachmentAction.ATTACH.name(),
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
                () -> AttachPlan.of(request.indices(), clusterService.state(), resolver),
                new Changes(client, request.timeout()));
        attachment.run(request.dryRun(), listener.map(MapResponse::new));
    }
}
