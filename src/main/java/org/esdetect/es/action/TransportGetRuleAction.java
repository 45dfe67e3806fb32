package org.esdetect.es.action;

import java.util.List;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.util.concurrent.EsExecutors;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.store.HeldRule;
import org.esdetect.es.store.RuleStore;
import org.esdetect.es.store.RuleSummary;

/** Reads the rule as last written, on this node; without one, says which were meant. */
public final class TransportGetRuleAction extends TransportAction<GetRuleAction.Request, GetRuleAction.Response> {
    private final RuleStore store;
    private final RuleViews views;
    private final Detector detector;

    @Inject
    public TransportGetRuleAction(
            TransportService transportService,
            ActionFilters actionFilters,
            RuleStore store,
            RuleViews views,
            Detector detector) {
        super(
                GetRuleAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                EsExecutors.DIRECT_EXECUTOR_SERVICE);
        this.store = store;
        this.views = views;
        this.detector = detector;
    }

    @Override
    protected void doExecute(
            Task task, GetRuleAction.Request request, ActionListener<GetRuleAction.Response> listener) {
        store.held(
                List.of(request.ruleId()),
                listener.map(held -> answer(request.ruleId(), Optional.ofNullable(held.get(request.ruleId())))));
    }

    private GetRuleAction.Response answer(String ruleId, Optional<HeldRule> found) {
        HeldRule held = found.orElseThrow(() -> NearestIds.notFound(
                ruleId,
                detector.current().all().stream().map(CompiledRule::rule).toList()));
        return new GetRuleAction.Response(
                views.of(RuleSummary.of(held)), held.stored().rule());
    }
}
