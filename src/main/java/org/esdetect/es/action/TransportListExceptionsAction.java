package org.esdetect.es.action;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.util.concurrent.EsExecutors;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;

/** Lists what this node judges by, and asks all nodes what they counted. */
public final class TransportListExceptionsAction extends TransportAction<ListExceptionsAction.Request, MapResponse> {
    private final ExceptionCounts counts;

    @Inject
    public TransportListExceptionsAction(
            TransportService transportService, ActionFilters actionFilters, ExceptionCounts counts) {
        super(
                ListExceptionsAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                EsExecutors.DIRECT_EXECUTOR_SERVICE);
        this.counts = counts;
    }

    @Override
    protected void doExecute(Task task, ListExceptionsAction.Request request, ActionListener<MapResponse> listener) {
        counts.views(listener.map(views -> new MapResponse(request.items()
                .map(filter -> views.items(filter, request.from(), request.size()))
                .orElseGet(() -> views.lists(request.from(), request.size())))));
    }
}
