package org.esdetect.es.rest;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestActions.NodesResponseRestListener;
import org.esdetect.es.action.DetectStatsAction;

/** {@code GET /_detect/_stats}. */
public final class RestDetectStatsAction extends BaseRestHandler {
    @Override
    public String getName() {
        return "detect_stats";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.GET, "/_detect/_stats"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        DetectStatsAction.Request stats = new DetectStatsAction.Request().timeout(request.paramAsTime("timeout", null));
        return channel -> client.execute(DetectStatsAction.TYPE, stats, new NodesResponseRestListener<>(channel));
    }

    @Override
    public boolean canTripCircuitBreaker() {
        return false;
    }
}
