package org.esdetect.es.rest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.common.xcontent.XContentHelper;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.es.action.PutExceptionAction;
import org.esdetect.es.store.ExceptionKey;

/** {@code PUT /_detect/exceptions/{id}} and {@code PUT /_detect/exception_lists/{id}}. */
public final class RestPutExceptionAction extends BaseRestHandler {
    /** Larger than an exception may be, so that one that is too large is told so in detail. */
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    @Override
    public String getName() {
        return "detect_put_exception";
    }

    @Override
    public List<Route> routes() {
        return ExceptionPath.routes(RestRequest.Method.PUT);
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) throws IOException {
        ExceptionKey key = ExceptionPath.key(request);
        Optional<String> ruleId = key instanceof ExceptionKey.OfItem
                ? Optional.ofNullable(request.param("rule_id"))
                : Optional.<String>empty();
        PutExceptionAction.Request put =
                new PutExceptionAction.Request(key, json(request), ruleId, ExceptionPath.expectedRevision(request));
        return channel -> client.execute(
                PutExceptionAction.TYPE,
                put,
                new RestToXContentListener<>(
                        channel,
                        response ->
                                "created".equals(response.answer().get("result")) ? RestStatus.CREATED : RestStatus.OK,
                        response -> ExceptionPath.location(key)));
    }

    /** As it was sent when it is JSON, so that problems have their places. */
    private static String json(RestRequest request) throws IOException {
        if (!request.hasContent() || request.getXContentType().canonical() == XContentType.JSON) {
            return BodyText.read(request, MAX_BYTES);
        }
        BodyText.checkSize(request.content().length(), MAX_BYTES);
        return XContentHelper.convertToJson(request.content(), false, request.getXContentType());
    }
}
