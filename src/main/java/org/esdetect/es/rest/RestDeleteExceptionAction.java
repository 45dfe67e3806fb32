package org.esdetect.es.rest;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.DeleteExceptionAction;

/** {@code DELETE /_detect/exceptions/{id}} and {@code DELETE /_detect/exception_lists/{id}}. */
public final class RestDeleteExceptionAction extends BaseRestHandler {
    @Override
    public String getName() {
        return "detect_delete_exception";
    }

    @Override
    public List<Route> routes() {
        return ExceptionPath.routes(RestRequest.Method.DELETE);
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        DeleteExceptionAction.Request delete =
                new DeleteExceptionAction.Request(ExceptionPath.key(request), ExceptionPath.expectedRevision(request));
        return channel -> client.execute(DeleteExceptionAction.TYPE, delete, new RestToXContentListener<>(channel));
    }
}
