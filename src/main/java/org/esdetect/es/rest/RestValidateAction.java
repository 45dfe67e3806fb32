package org.esdetect.es.rest;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.ValidateAction;

/** {@code POST /_detect/_validate}: a rule as JSON or TOML, or a query. */
public final class RestValidateAction extends BaseRestHandler {
    /** Larger than any rule that is stored, so that a rule that is too large is told so in detail. */
    private static final int MAX_BYTES = 1024 * 1024;

    @Override
    public String getName() {
        return "detect_validate";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.POST, "/_detect/_validate"));
    }

    @Override
    public boolean mediaTypesValid(RestRequest request) {
        return AuthorBody.isToml(request) || super.mediaTypesValid(request);
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        ValidateAction.Request validate = new ValidateAction.Request(AuthorBody.submission(request, MAX_BYTES));
        return channel -> client.execute(ValidateAction.TYPE, validate, new RestToXContentListener<>(channel));
    }
}
