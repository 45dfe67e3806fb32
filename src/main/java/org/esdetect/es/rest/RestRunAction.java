package org.esdetect.es.rest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.xcontent.XContentParser;
import org.esdetect.es.action.RunAction;
import org.esdetect.es.hand.HandRequest;
import org.jspecify.annotations.Nullable;

/** {@code POST /_detect} and {@code POST /_detect/{rule_id}}. */
public final class RestRunAction extends BaseRestHandler {
    @Override
    public String getName() {
        return "detect_run";
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(RestRequest.Method.POST, "/_detect"),
                new Route(RestRequest.Method.POST, "/_detect/{rule_id}"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) throws IOException {
        HandRequest run = run(request.param("rule_id"), body(request));
        boolean waits = request.paramAsBoolean("wait_for_completion", true);
        return AwaitedTask.run(request, client, RunAction.TYPE, new RunAction.Request(run, !waits), waits)::accept;
    }

    private static RunBody body(RestRequest request) throws IOException {
        if (!request.hasContentOrSourceParam()) {
            return new RunBody();
        }
        try (XContentParser parser = request.contentOrSourceParamParser()) {
            return RunBody.parse(parser);
        }
    }

    private static HandRequest run(@Nullable String ruleId, RunBody body) {
        if (ruleId != null && body.rules() != null) {
            throw new IllegalArgumentException("[rules] is in the body and [" + ruleId
                    + "] in the path; name the rule in the path, or several in the body of [POST /_detect]");
        }
        List<String> rules = ruleId == null ? body.rules() : List.of(ruleId);
        return new HandRequest(
                Optional.ofNullable(rules),
                Optional.ofNullable(body.from()),
                Optional.ofNullable(body.to()),
                body.dryRun(),
                body.maxSignals() == null ? OptionalLong.empty() : OptionalLong.of(body.maxSignals()));
    }
}
