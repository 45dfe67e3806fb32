package org.esdetect.es.action;

import java.util.List;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.util.concurrent.ThreadContext;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.manage.Author;
import org.esdetect.es.manage.RuleImport;
import org.esdetect.es.store.StoreSettings;
import org.esdetect.rule.ImportLine;
import org.esdetect.rule.NdjsonRules;
import org.esdetect.rule.ReadLimits;
import org.esdetect.rule.ReadRule;
import org.esdetect.rule.TomlRules;

/** Reads, checks and writes from this node, off the network threads. */
public final class TransportImportRulesAction extends TransportAction<ImportRulesAction.Request, MapResponse> {
    private static final String FILE = "import";

    private final RuleImport imports;
    private final ClusterService clusterService;
    private final ThreadContext threadContext;

    @Inject
    public TransportImportRulesAction(
            TransportService transportService,
            ActionFilters actionFilters,
            RuleImport imports,
            ClusterService clusterService) {
        super(
                ImportRulesAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.imports = imports;
        this.clusterService = clusterService;
        this.threadContext = transportService.getThreadPool().getThreadContext();
    }

    @Override
    protected void doExecute(Task task, ImportRulesAction.Request request, ActionListener<MapResponse> listener) {
        Author author = Author.in(threadContext);
        boolean aLineEach =
                request.format() == ImportRulesAction.Format.NDJSON && !NdjsonRules.isOneObject(request.text());
        List<ImportLine> lines = aLineEach
                ? NdjsonRules.read(FILE, request.text(), limits())
                : List.of(new ImportLine.OfRule(1, rule(request)));
        imports.run(
                lines, request.overwrite(), author, listener.map(report -> new MapResponse(report.toMap(aLineEach))));
    }

    private ReadRule rule(ImportRulesAction.Request request) {
        return request.format() == ImportRulesAction.Format.TOML
                ? TomlRules.read(FILE, request.text(), limits())
                : NdjsonRules.readRule(FILE, request.text(), limits());
    }

    private ReadLimits limits() {
        return StoreSettings.readLimits(clusterService.getClusterSettings());
    }
}
