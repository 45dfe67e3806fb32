package org.esdetect.es.action;

import java.util.Map;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.exception.ExceptionChanges;

/** Deletes from this node, off the network threads. */
public final class TransportDeleteExceptionAction extends TransportAction<DeleteExceptionAction.Request, MapResponse> {
    private final ExceptionChanges changes;

    @Inject
    public TransportDeleteExceptionAction(
            TransportService transportService, ActionFilters actionFilters, ExceptionChanges changes) {
        super(
                DeleteExceptionAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.changes = changes;
    }

    @Override
    protected void doExecute(Task task, DeleteExceptionAction.Request request, ActionListener<MapResponse> listener) {
        changes.delete(
                request.key(),
                request.ifRevision(),
                listener.map(items -> new MapResponse(Map.of("result", "deleted", "deleted_items", items))));
    }
}
