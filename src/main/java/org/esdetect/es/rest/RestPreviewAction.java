package org.esdetect.es.rest;

import java.io.IOException;
import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.xcontent.XContentParser;
import org.esdetect.es.action.PreviewAction;

/** {@code POST /_detect/_preview}. */
public final class RestPreviewAction extends BaseRestHandler {
    @Override
    public String getName() {
        return "detect_preview";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.POST, "/_detect/_preview"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) throws IOException {
        boolean waits = request.paramAsBoolean("wait_for_completion", true);
        try (XContentParser parser = request.contentOrSourceParamParser()) {
            PreviewAction.Request preview =
                    new PreviewAction.Request(PreviewBody.parse(parser).request(), !waits);
            return AwaitedTask.run(request, client, PreviewAction.TYPE, preview, waits)::accept;
        }
    }
}
