package org.esdetect.es.rest;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.GetExceptionAction;

/** {@code GET /_detect/exceptions/{id}} and {@code GET /_detect/exception_lists/{id}}. */
public final class RestGetExceptionAction extends BaseRestHandler {
    @Override
    public String getName() {
        return "detect_get_exception";
    }

    @Override
    public List<Route> routes() {
        return ExceptionPath.routes(RestRequest.Method.GET);
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        GetExceptionAction.Request get = new GetExceptionAction.Request(ExceptionPath.key(request));
        return channel -> client.execute(GetExceptionAction.TYPE, get, new RestToXContentListener<>(channel));
    }
}
