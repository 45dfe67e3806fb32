package org.esdetect.es.action;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.util.concurrent.EsExecutors;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.run.LoggedRuns;

/** Searches the run log, on this node. */
public final class TransportListRunsAction extends TransportAction<ListRunsAction.Request, ListRunsAction.Response> {
    private final LoggedRuns runs;

    @Inject
    public TransportListRunsAction(TransportService transportService, ActionFilters actionFilters, LoggedRuns runs) {
        super(
                ListRunsAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                EsExecutors.DIRECT_EXECUTOR_SERVICE);
        this.runs = runs;
    }

    @Override
    protected void doExecute(
            Task task, ListRunsAction.Request request, ActionListener<ListRunsAction.Response> listener) {
        runs.find(request.filter(), listener.map(ListRunsAction.Response::new));
    }
}
