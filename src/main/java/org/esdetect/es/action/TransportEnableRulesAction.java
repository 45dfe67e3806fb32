package org.esdetect.es.action;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.elasticsearch.ElasticsearchException;
import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.util.concurrent.EsExecutors;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.manage.RuleSwitch;
import org.esdetect.es.manage.Switched;

/** Switches from this node. */
public final class TransportEnableRulesAction extends TransportAction<EnableRulesAction.Request, MapResponse> {
    private final RuleSwitch rules;
    private final Detector detector;

    @Inject
    public TransportEnableRulesAction(
            TransportService transportService, ActionFilters actionFilters, RuleSwitch rules, Detector detector) {
        super(
                EnableRulesAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                EsExecutors.DIRECT_EXECUTOR_SERVICE);
        this.rules = rules;
        this.detector = detector;
    }

    @Override
    protected void doExecute(Task task, EnableRulesAction.Request request, ActionListener<MapResponse> listener) {
        boolean on = request.on();
        if (request.selection() instanceof EnableRulesAction.Selection.One one) {
            rules.setEnabled(List.of(one.ruleId()), on, listener.map(switched -> one(one.ruleId(), on, switched)));
        } else if (request.selection() instanceof EnableRulesAction.Selection.Named named) {
            rules.setEnabled(named.ruleIds(), on, listener.map(switched -> SwitchAnswer.many(on, switched)));
        } else if (request.selection() instanceof EnableRulesAction.Selection.Filtered filtered) {
            rules.setEnabled(filtered.filter(), on, listener.map(switched -> SwitchAnswer.many(on, switched)));
        }
    }

    private MapResponse one(String ruleId, boolean on, Map<String, Switched> all) {
        Switched switched = all.get(ruleId);
        if (switched instanceof Switched.Updated updated) {
            return answer(ruleId, on, "updated", updated.revision());
        }
        if (switched instanceof Switched.Unchanged unchanged) {
            return answer(ruleId, on, "noop", unchanged.revision());
        }
        if (switched instanceof Switched.Refused refused) {
            throw new ElasticsearchStatusException("{}", RestStatus.CONFLICT, refused.reason());
        }
        if (switched instanceof Switched.Failed failed) {
            throw new ElasticsearchException("{}", failed.reason());
        }
        throw NearestIds.notFound(
                ruleId,
                detector.current().all().stream().map(CompiledRule::rule).toList());
    }

    private static MapResponse answer(String ruleId, boolean on, String result, long revision) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("result", result);
        answer.put("id", ruleId);
        answer.put("enabled", on);
        answer.put("revision", revision);
        return new MapResponse(answer);
    }
}
