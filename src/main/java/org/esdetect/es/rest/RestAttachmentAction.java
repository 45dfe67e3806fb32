package org.esdetect.es.rest;

import java.util.List;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.AttachmentAction;

/** {@code POST /_detect/_attach}, {@code POST /_detect/_detach} and {@code POST /_detect/_uninstall}. */
public final class RestAttachmentAction extends BaseRestHandler {
    private static final String ATTACH = "/_detect/_attach";
    private static final String DETACH = "/_detect/_detach";
    private static final String UNINSTALL = "/_detect/_uninstall";
    private static final TimeValue TIMEOUT = TimeValue.timeValueSeconds(30);

    @Override
    public String getName() {
        return "detect_attachment";
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(RestRequest.Method.POST, ATTACH),
                new Route(RestRequest.Method.POST, DETACH),
                new Route(RestRequest.Method.POST, UNINSTALL));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        boolean dryRun = request.paramAsBoolean("dry_run", false);
        TimeValue timeout = request.paramAsTime("timeout", TIMEOUT);
        if (request.path().equals(UNINSTALL)) {
            AttachmentAction.Request all = AttachmentAction.Request.aboutAll(dryRun, timeout);
            return channel -> client.execute(AttachmentAction.UNINSTALL, all, new RestToXContentListener<>(channel));
        }
        AttachmentAction.Request some = AttachmentAction.Request.about(
                List.of(request.paramAsStringArray("index", new String[0])), dryRun, timeout);
        return request.path().equals(ATTACH)
                ? channel -> client.execute(AttachmentAction.ATTACH, some, new RestToXContentListener<>(channel))
                : channel -> client.execute(AttachmentAction.DETACH, some, new RestToXContentListener<>(channel));
    }
}
