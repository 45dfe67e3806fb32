package org.esdetect.es.rest;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.DeleteRuleAction;

/** {@code DELETE /_detect/rules/{id}}. */
public final class RestDeleteRuleAction extends BaseRestHandler {
    @Override
    public String getName() {
        return "detect_delete_rule";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.DELETE, "/_detect/rules/{id}"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        DeleteRuleAction.Request delete = new DeleteRuleAction.Request(request.param("id"), Revision.expected(request));
        return channel -> client.execute(DeleteRuleAction.TYPE, delete, new RestToXContentListener<>(channel));
    }
}
