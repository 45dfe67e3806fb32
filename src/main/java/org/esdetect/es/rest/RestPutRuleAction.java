package org.esdetect.es.rest;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.PutRuleAction;

/** {@code PUT /_detect/rules/{id}}: a rule as JSON or TOML. */
public final class RestPutRuleAction extends BaseRestHandler {
    /** Larger than most stores take, so that a rule that is too large is told so in detail. */
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    @Override
    public String getName() {
        return "detect_put_rule";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.PUT, "/_detect/rules/{id}"));
    }

    @Override
    public boolean mediaTypesValid(RestRequest request) {
        return AuthorBody.isToml(request) || super.mediaTypesValid(request);
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        PutRuleAction.Request put = new PutRuleAction.Request(
                request.param("id"), AuthorBody.rule(request, MAX_BYTES), Revision.expected(request));
        return channel -> client.execute(
                PutRuleAction.TYPE,
                put,
                new RestToXContentListener<>(
                        channel,
                        response -> response.created() ? RestStatus.CREATED : RestStatus.OK,
                        PutRuleAction.Response::location));
    }
}
