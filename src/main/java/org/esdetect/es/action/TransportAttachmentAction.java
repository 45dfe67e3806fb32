package org.esdetect.es.action;

import java.util.List;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.attach.AttachPlan;
import org.esdetect.es.attach.Attachment;
import org.esdetect.es.attach.Change;
import org.esdetect.es.attach.Changes;
import org.esdetect.es.attach.DetachPlan;

/** Changes the pipelines of indices. */
public abstract class TransportAttachmentAction extends TransportAction<AttachmentAction.Request, MapResponse> {
    private final Plan plan;
    private final Client client;
    private final ClusterService clusterService;
    private final IndexNameExpressionResolver resolver;

    private TransportAttachmentAction(
            ActionType<MapResponse> type,
            Plan plan,
            TransportService transportService,
            ActionFilters actionFilters,
            Client client,
            ClusterService clusterService,
            IndexNameExpressionResolver resolver) {
        super(
                type.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.plan = plan;
        this.client = client;
        this.clusterService = clusterService;
        this.resolver = resolver;
    }

    private interface Plan {
        List<Change> of(List<String> patterns, ClusterState state, IndexNameExpressionResolver resolver);
    }

    @Override
    protected void doExecute(Task task, AttachmentAction.Request request, ActionListener<MapResponse> listener) {
        Attachment attachment = new Attachment(
                () -> plan.of(request.indices(), clusterService.state(), resolver),
                new Changes(client, request.timeout()));
        attachment.run(request.dryRun(), listener.map(MapResponse::new));
    }

    /** Puts the processor into the pipelines of indices. */
    public static final class Attach extends TransportAttachmentAction {
        @Inject
        public Attach(
                TransportService transport,
                ActionFilters filters,
                Client client,
                ClusterService clusterService,
                IndexNameExpressionResolver resolver) {
            super(AttachmentAction.ATTACH, AttachPlan::of, transport, filters, client, clusterService, resolver);
        }
    }

    /** Takes the processor out of the pipelines of indices. */
    public static final class Detach extends TransportAttachmentAction {
        @Inject
        public Detach(
                TransportService transport,
                ActionFilters filters,
                Client client,
                ClusterService clusterService,
                IndexNameExpressionResolver resolver) {
            super(AttachmentAction.DETACH, DetachPlan::of, transport, filters, client, clusterService, resolver);
        }
    }
}
