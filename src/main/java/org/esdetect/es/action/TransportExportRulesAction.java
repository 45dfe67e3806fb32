package org.esdetect.es.action;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.util.concurrent.EsExecutors;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.manage.RuleExport;

/** Reads the store from this node. */
public final class TransportExportRulesAction
        extends TransportAction<ExportRulesAction.Request, ExportRulesAction.Response> {
    private final RuleExport export;

    @Inject
    public TransportExportRulesAction(
            TransportService transportService, ActionFilters actionFilters, RuleExport export) {
        super(
                ExportRulesAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                EsExecutors.DIRECT_EXECUTOR_SERVICE);
        this.export = export;
    }

    @Override
    protected void doExecute(
            Task task, ExportRulesAction.Request request, ActionListener<ExportRulesAction.Response> listener) {
        export.read(request.ruleIds(), listener.map(ExportRulesAction.Response::new));
    }
}
