package org.esdetect.es.run;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRequest;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.search.MultiSearchRequest;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.search.SearchResponse;
import org.elasticsearch.action.search.TransportClosePointInTimeAction;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.FilterClient;
import org.elasticsearch.tasks.CancellableTask;
import org.elasticsearch.tasks.TaskId;
import org.esdetect.es.rights.SearchRights;

/**
 * A run on behalf of a task: what it asks of the cluster is the task's child, so that it ends with it, and shows in the
 * task's progress.
 *
 * <p>The run itself knows nothing of this: it is watched where it touches the cluster.
 *
 * @param id of {@code task}, with this node's
 */
public record ObservedRun(CancellableTask task, TaskId id, RunProgress progress) {

    /** The same tools, observed. */
    public RunTools tools(RunTools tools) {
        SearchRights rights = tools.rights();
        return tools.with(
                (ruleId, listener) -> rights.clientFor(ruleId, listener.map(this::client)), (alerts, listener) -> {
                    if (task.notifyIfCancelled(listener)) {
                        return;
                    }
                    progress.writing();
                    tools.alerts().write(alerts, listener.map(report -> {
                        progress.wrote(alerts.size());
                        return report;
                    }));
                });
    }

    /** What failed because it was cancelled was cancelled. */
    public static RunResult named(RunResult result, CancellableTask task) {
        return task.isCancelled() && !result.outcome().isWhole()
                ? result.as(RunResult.Outcome.CANCELLED, "cancelled: " + task.getReasonCancelled())
                : result;
    }

    private Client client(Client rights) {
        return new FilterClient(rights) {
            @Override
            protected <Request extends ActionRequest, Response extends ActionResponse> void doExecute(
                    ActionType<Response> action, Request request, ActionListener<Response> listener) {
                // Whatever became of the task, what it opened is closed.
                if (!action.name().equals(TransportClosePointInTimeAction.TYPE.name())) {
                    if (task.notifyIfCancelled(listener)) {
                        return;
                    }
                    request.setParentTask(id);
                }
                asks(request);
                ActionListener<Response> observed = listener.map(response -> {
                    answered(request, response);
                    return response;
                });
                // A child of a task that was just cancelled is refused by an exception.
                ActionListener.run(observed, each -> super.doExecute(action, request, each));
            }
        };
    }

    private void asks(ActionRequest request) {
        if (request instanceof MultiSearchRequest counts) {
            progress.counting(counts.requests().size());
        } else if (request instanceof SearchRequest) {
            progress.reading();
        }
    }

    private void answered(ActionRequest request, ActionResponse response) {
        if (request instanceof MultiSearchRequest) {
            progress.counted();
        } else if (response instanceof SearchResponse page) {
            progress.read(page.getHits().getHits().length);
        }
    }
}
