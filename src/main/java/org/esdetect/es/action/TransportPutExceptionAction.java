package org.esdetect.es.action;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.support.ActionFilters;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.injection.guice.Inject;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.transport.TransportService;
import org.esdetect.es.exception.ExceptionChanges;
import org.esdetect.es.store.ExceptionKey;

/** Checks and writes from this node, off the network threads. */
public final class TransportPutExceptionAction extends TransportAction<PutExceptionAction.Request, MapResponse> {
    private final ExceptionChanges changes;
    private final ExceptionCounts counts;

    @Inject
    public TransportPutExceptionAction(
            TransportService transportService,
            ActionFilters actionFilters,
            ExceptionChanges changes,
            ExceptionCounts counts) {
        super(
                PutExceptionAction.TYPE.name(),
                actionFilters,
                transportService.getTaskManager(),
                transportService.getThreadPool().generic());
        this.changes = changes;
        this.counts = counts;
    }

    @Override
    protected void doExecute(Task task, PutExceptionAction.Request request, ActionListener<MapResponse> listener) {
        ActionListener<ExceptionChanges.Written> written =
                listener.delegateFailureAndWrap((next, done) -> counts.views(next.map(views -> {
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("result", done.created() ? "created" : "updated");
                    done.createdList().ifPresent(list -> answer.put("created_list", list));
                    answer.putAll(views.one(request.key(), Optional.empty()));
                    answer.put("warnings", done.warnings());
                    return new MapResponse(answer);
                })));
        if (request.key() instanceof ExceptionKey.OfItem item) {
            changes.putItem(item.id(), request.json(), request.ruleId(), request.ifRevision(), written);
        } else {
            changes.putList(request.key().id(), request.json(), request.ifRevision(), written);
        }
    }
}
