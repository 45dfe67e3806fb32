package org.esdetect.es.rest;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.CoverageAction;

/** {@code GET /_detect/_coverage}. */
public final class RestCoverageAction extends BaseRestHandler {
    private static final int DEFAULT_SIZE = 100;

    @Override
    public String getName() {
        return "detect_coverage";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.GET, "/_detect/_coverage"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        CoverageAction.Request coverage = new CoverageAction.Request(
                List.of(request.paramAsStringArray("rule_id", new String[0])),
                List.of(request.paramAsStringArray("index", new String[0])),
                request.paramAsInt("from", 0),
                request.paramAsInt("size", DEFAULT_SIZE));
        return channel -> client.execute(CoverageAction.TYPE, coverage, new RestToXContentListener<>(channel));
    }
}
