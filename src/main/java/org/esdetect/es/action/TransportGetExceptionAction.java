package org.esdetect.es.action;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.util.concurrent.EsExecutors;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.store.ExceptionStore;
import org.esdetect.es.store.StoredException;

/** Reads the exception as last written, and asks all nodes what they counted. */
public final class TransportGetExceptionAction extends TransportAction<GetExceptionAction.Request, MapResponse> {
    private final ExceptionStore store;
    private final ExceptionCounts counts;

    @Inject
    public TransportGetExceptionAction(
            TransportService transportService,
            ActionFilters actionFilters,
            ExceptionStore store,
            ExceptionCounts counts) {
        super(
                GetExceptionAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                EsExecutors.DIRECT_EXECUTOR_SERVICE);
        this.store = store;
        this.counts = counts;
    }

    @Override
    protected void doExecute(Task task, GetExceptionAction.Request request, ActionListener<MapResponse> listener) {
        store.find(
                request.key(),
                listener.delegateFailureAndWrap((next, found) -> counts.views(next.map(
                        views -> new MapResponse(views.one(request.key(), found.map(StoredException::revision)))))));
    }
}
