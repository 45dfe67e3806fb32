package org.esdetect.es.rest;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.ListRulesAction;
import org.esdetect.es.store.RuleFilter;

/** {@code GET /_detect/rules}. */
public final class RestListRulesAction extends BaseRestHandler {
    private static final int DEFAULT_SIZE = 20;

    @Override
    public String getName() {
        return "detect_list_rules";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.GET, "/_detect/rules"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        RuleFilter filter = RuleFilterParams.read(request);
        ListRulesAction.Request list = new ListRulesAction.Request(
                filter, request.paramAsInt("from", 0), request.paramAsInt("size", DEFAULT_SIZE));
        return channel -> client.execute(ListRulesAction.TYPE, list, new RestToXContentListener<>(channel));
    }
}
