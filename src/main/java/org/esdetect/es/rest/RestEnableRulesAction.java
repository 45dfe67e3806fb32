package org.esdetect.es.rest;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.EnableRulesAction;
import org.esdetect.es.action.EnableRulesAction.Selection;
import org.esdetect.es.store.RuleFilter;

/**
 * {@code POST /_detect/rules/{id}/_enable} and {@code /_disable}; without an id for the rules that {@code ids} names or
 * that a filter selects.
 */
public final class RestEnableRulesAction extends BaseRestHandler {
    private static final String ENABLE = "_enable";
    private static final String DISABLE = "_disable";

    @Override
    public String getName() {
        return "detect_enable_rules";
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(RestRequest.Method.POST, "/_detect/rules/{id}/" + ENABLE),
                new Route(RestRequest.Method.POST, "/_detect/rules/{id}/" + DISABLE),
                new Route(RestRequest.Method.POST, "/_detect/rules/" + ENABLE),
                new Route(RestRequest.Method.POST, "/_detect/rules/" + DISABLE));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        boolean on = request.path().endsWith(ENABLE);
        EnableRulesAction.Request enable = new EnableRulesAction.Request(selection(request), on);
        return channel -> client.execute(EnableRulesAction.TYPE, enable, new RestToXContentListener<>(channel));
    }

    private static Selection selection(RestRequest request) {
        String id = request.param("id");
        if (id != null) {
            return new Selection.One(id);
        }
        String[] ids = request.paramAsStringArray("ids", new String[0]);
        RuleFilter filter = RuleFilterParams.read(request);
        if ((ids.length == 0) == filter.equals(RuleFilter.ALL)) {
            throw new IllegalArgumentException("name the rules with either [ids] or a filter"
                    + " ([tag], [severity], [enabled], [tactic], [text]), found "
                    + (ids.length == 0 ? "neither" : "both")
                    + "; [?enabled=false] selects every rule that is disabled");
        }
        return ids.length > 0 ? new Selection.Named(List.of(ids)) : new Selection.Filtered(filter);
    }
}
