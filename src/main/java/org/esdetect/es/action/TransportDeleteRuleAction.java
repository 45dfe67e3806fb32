package org.esdetect.es.action;

import java.util.LinkedHashMap;
import java.util.Map;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.util.concurrent.EsExecutors;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.manage.RuleChanges;

/** Deletes from this node. */
public final class TransportDeleteRuleAction extends TransportAction<DeleteRuleAction.Request, MapResponse> {
    private final RuleChanges changes;
    private final Detector detector;

    @Inject
    public TransportDeleteRuleAction(
            TransportService transportService, ActionFilters actionFilters, RuleChanges changes, Detector detector) {
        super(
                DeleteRuleAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                EsExecutors.DIRECT_EXECUTOR_SERVICE);
        this.changes = changes;
        this.detector = detector;
    }

    @Override
    protected void doExecute(Task task, DeleteRuleAction.Request request, ActionListener<MapResponse> listener) {
        String ruleId = request.ruleId();
        changes.delete(ruleId, request.ifRevision(), listener.map(deleted -> {
            if (!deleted) {
                throw NearestIds.notFound(
                        ruleId,
                        detector.current().all().stream()
                                .map(CompiledRule::rule)
                                .toList());
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("result", "deleted");
            answer.put("id", ruleId);
            return new MapResponse(answer);
        }));
    }
}
