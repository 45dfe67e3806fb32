package org.esdetect.es.rest;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.InvestigateAction;

/** {@code GET /_detect/alerts/{index}/{id}/_investigate}. */
public final class RestInvestigateAction extends BaseRestHandler {
    private static final int DEFAULT_SIZE = 5;

    @Override
    public String getName() {
        return "detect_investigate";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.GET, "/_detect/alerts/{index}/{id}/_investigate"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        InvestigateAction.Request investigate = new InvestigateAction.Request(
                request.param("index"), request.param("id"), request.paramAsInt("size", DEFAULT_SIZE));
        return channel -> client.execute(InvestigateAction.TYPE, investigate, new RestToXContentListener<>(channel));
    }
}
