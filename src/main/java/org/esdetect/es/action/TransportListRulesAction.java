package org.esdetect.es.action;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.util.concurrent.EsExecutors;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.store.RuleStore;

/** Searches the store, on this node. */
public final class TransportListRulesAction extends TransportAction<ListRulesAction.Request, ListRulesAction.Response> {
    private final RuleStore store;
    private final RuleViews views;

    @Inject
    public TransportListRulesAction(
            TransportService transportService, ActionFilters actionFilters, RuleStore store, RuleViews views) {
        super(
                ListRulesAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                EsExecutors.DIRECT_EXECUTOR_SERVICE);
        this.store = store;
        this.views = views;
    }

    @Override
    protected void doExecute(
            Task task, ListRulesAction.Request request, ActionListener<ListRulesAction.Response> listener) {
        store.list(
                request.filter(),
                request.from(),
                request.size(),
                listener.map(page -> new ListRulesAction.Response(
                        page.total(), page.rules().stream().map(views::of).toList())));
    }
}
