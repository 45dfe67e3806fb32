package org.esdetect.es.rest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.esdetect.es.action.TestAction;
import org.esdetect.es.author.Submission;

/** {@code POST /_detect/_test}: a rule or query, and events to judge by it. */
public final class RestTestAction extends BaseRestHandler {
    private static final int MAX_BYTES = 10 * 1024 * 1024;
    private static final int MAX_EVENTS = 1_000;
    private static final Set<String> FIELDS = fields();

    private static Set<String> fields() {
        Set<String> fields = new HashSet<>(Submission.QUERY_FIELDS);
        fields.remove("index");
        fields.addAll(Set.of("rule_id", "rule", "events", "explain"));
        return Set.copyOf(fields);
    }

    @Override
    public String getName() {
        return "detect_test";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.POST, "/_detect/_test"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        Map<String, Object> body = AuthorBody.object(request, MAX_BYTES);
        AuthorBody.checkKnown(body, FIELDS);
        TestAction.Request test =
                new TestAction.Request(AuthorBody.nested(body), events(body), AuthorBody.flag(body, "explain"));
        return channel -> client.execute(TestAction.TYPE, test, new RestToXContentListener<>(channel));
    }

    @SuppressWarnings("unchecked") // the keys of a parsed body are strings
    private static List<Map<String, Object>> events(Map<String, Object> body) {
        if (!(body.get("events") instanceof List<?> listed)) {
            throw new IllegalArgumentException("[events] must be a list of events, each an object");
        }
        if (listed.size() > MAX_EVENTS) {
            throw new IllegalArgumentException(
                    "[events] has [" + listed.size() + "] events, at most [" + MAX_EVENTS + "] are judged at once");
        }
        List<Map<String, Object>> events = new ArrayList<>(listed.size());
        for (int i = 0; i < listed.size(); i++) {
            if (!(listed.get(i) instanceof Map<?, ?> event)) {
                throw new IllegalArgumentException("[events] must hold objects, found something else at [" + i + "]");
            }
            events.add((Map<String, Object>) event);
        }
        return events;
    }
}
