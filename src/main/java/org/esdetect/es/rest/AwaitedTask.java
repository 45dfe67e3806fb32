package org.esdetect.es.rest;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRequest;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.core.CheckedConsumer;
import org.elasticsearch.rest.RestChannel;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.rest.action.RestCancellableNodeClient;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.elasticsearch.tasks.Task;
import org.elasticsearch.xcontent.ToXContentObject;
import org.elasticsearch.xcontent.XContentBuilder;

/**
 * {@code ?wait_for_completion}: answers when the work is done, and ends it when the client goes away; or answers at
 * once with the id of a task that keeps its result for {@code GET _tasks/{id}}.
 */
final class AwaitedTask {
    private AwaitedTask() {}

    /** @param work that stores its result when {@code waits} is false */
    static <Request extends ActionRequest, Response extends ActionResponse & ToXContentObject>
            CheckedConsumer<RestChannel, Exception> run(
                    RestRequest request, NodeClient client, ActionType<Response> type, Request work, boolean waits) {
        if (waits) {
            return channel -> new RestCancellableNodeClient(client, request.getHttpChannel())
                    .execute(type, work, new RestToXContentListener<>(channel));
        }
        return channel -> {
            Task task = client.executeLocally(type, work, ActionListener.noop());
            try (XContentBuilder builder = channel.newBuilder()) {
                builder.startObject()
                        .field("task", client.getLocalNodeId() + ":" + task.getId())
                        .endObject();
                channel.sendResponse(new RestResponse(RestStatus.OK, builder));
            }
        };
    }
}
