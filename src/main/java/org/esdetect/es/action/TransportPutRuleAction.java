package org.esdetect.es.action;

import java.util.List;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.util.concurrent.ThreadContext;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.InvalidRule;
import org.esdetect.es.author.Draft;
import org.esdetect.es.author.Finding;
import org.esdetect.es.manage.Author;
import org.esdetect.es.manage.RuleChanges;
import org.esdetect.es.store.RuleOutcome;
import org.esdetect.es.store.RuleSummary;
import org.esdetect.es.store.StoreSettings;
import org.esdetect.rule.Rule;

/** Checks and writes from this node, off the network threads. */
public final class TransportPutRuleAction extends TransportAction<PutRuleAction.Request, PutRuleAction.Response> {
    private final RuleChanges changes;
    private final RuleViews views;
    private final ClusterService clusterService;
    private final ThreadContext threadContext;

    @Inject
    public TransportPutRuleAction(
            TransportService transportService,
            ActionFilters actionFilters,
            RuleChanges changes,
            RuleViews views,
            ClusterService clusterService) {
        super(
                PutRuleAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.changes = changes;
        this.views = views;
        this.clusterService = clusterService;
        this.threadContext = transportService.getThreadPool().getThreadContext();
    }

    @Override
    protected void doExecute(
            Task task, PutRuleAction.Request request, ActionListener<PutRuleAction.Response> listener) {
        Author author = Author.in(threadContext);
        Draft draft = Draft.of(
                request.submission(),
                StoreSettings.readLimits(clusterService.getClusterSettings()),
                Optional.of(request.ruleId()));
        Rule rule = draft.checkedRule();
        if (!rule.id().equals(request.ruleId())) {
            throw InvalidRule.exception(List.of("field [rule_id] is [" + rule.id() + "], the path says ["
                    + request.ruleId() + "]: make them equal, or leave the field out"));
        }
        changes.put(rule, author, request.ifRevision(), listener.map(written -> answer(rule, draft, written)));
    }

    /** What is doubtful about the query the view says itself. */
    private PutRuleAction.Response answer(Rule rule, Draft draft, RuleOutcome.Written written) {
        List<Finding> aboutTheRest = draft.findings().stream()
                .filter(finding -> !finding.isError() && !finding.isOfQuery())
                .toList();
        return new PutRuleAction.Response(
                written.created(), views.of(RuleSummary.of(rule, written.revision())), aboutTheRest);
    }
}
