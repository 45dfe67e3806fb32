package org.esdetect.es.rest;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.ExplainAction;

/** {@code GET /_detect/_explain/{rule_id}/{index}/{id}}. */
public final class RestExplainAction extends BaseRestHandler {
    @Override
    public String getName() {
        return "detect_explain";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.GET, "/_detect/_explain/{rule_id}/{index}/{id}"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        ExplainAction.Request explain =
                new ExplainAction.Request(request.param("rule_id"), request.param("index"), request.param("id"));
        return channel -> client.execute(ExplainAction.TYPE, explain, new RestToXContentListener<>(channel));
    }
}
