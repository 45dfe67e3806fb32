package org.esdetect.es.rest;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.NavigatorAction;
import org.esdetect.rule.NavigatorLayer;

/** {@code GET /_detect/_navigator}. */
public final class RestNavigatorAction extends BaseRestHandler {
    @Override
    public String getName() {
        return "detect_navigator";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.GET, "/_detect/_navigator"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        NavigatorAction.Request navigator =
                new NavigatorAction.Request(request.param("attack_version", NavigatorLayer.ATTACK_VERSION));
        return channel -> client.execute(NavigatorAction.TYPE, navigator, new RestToXContentListener<>(channel));
    }
}
