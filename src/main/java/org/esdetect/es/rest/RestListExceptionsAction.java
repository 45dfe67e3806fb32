package org.esdetect.es.rest;

import java.util.List;
import java.util.Optional;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.ListExceptionsAction;
import org.esdetect.es.exception.ExceptionViews;

/** {@code GET /_detect/exceptions} and {@code GET /_detect/exception_lists}. */
public final class RestListExceptionsAction extends BaseRestHandler {
    private static final int DEFAULT_SIZE = 100;
    private static final List<String> STATUSES = List.of("active", "expired", "not_applied");

    @Override
    public String getName() {
        return "detect_list_exceptions";
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(RestRequest.Method.GET, ExceptionPath.ITEMS),
                new Route(RestRequest.Method.GET, ExceptionPath.LISTS));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        int from = request.paramAsInt("from", 0);
        int size = request.paramAsInt("size", DEFAULT_SIZE);
        ListExceptionsAction.Request list = request.rawPath().contains(ExceptionPath.LISTS)
                ? ListExceptionsAction.Request.lists(from, size)
                : ListExceptionsAction.Request.items(filter(request), from, size);
        return channel -> client.execute(ListExceptionsAction.TYPE, list, new RestToXContentListener<>(channel));
    }

    private static ExceptionViews.Filter filter(RestRequest request) {
        Optional<String> status = Optional.ofNullable(request.param("status"));
        status.filter(word -> !STATUSES.contains(word)).ifPresent(word -> {
            throw new IllegalArgumentException("[status] is [" + word + "], expected one of " + STATUSES);
        });
        return new ExceptionViews.Filter(
                Optional.ofNullable(request.param("list_id")),
                Optional.ofNullable(request.param("rule_id")),
                status,
                Optional.ofNullable(request.paramAsBoolean("hit", null)));
    }
}
