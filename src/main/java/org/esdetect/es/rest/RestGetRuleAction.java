package org.esdetect.es.rest;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.GetRuleAction;

/** {@code GET /_detect/rules/{id}}. */
public final class RestGetRuleAction extends BaseRestHandler {
    @Override
    public String getName() {
        return "detect_get_rule";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.GET, "/_detect/rules/{id}"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        GetRuleAction.Request get = new GetRuleAction.Request(request.param("id"));
        return channel -> client.execute(GetRuleAction.TYPE, get, new RestToXContentListener<>(channel));
    }
}
