package org.esdetect.es.rest;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.common.collect.Iterators;
import org.elasticsearch.core.CheckedConsumer;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.ChunkedRestResponseBodyPart;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.rest.action.RestActionListener;
import org.esdetect.es.action.ExportRulesAction;
import org.esdetect.es.manage.Exported;

/**
 * {@code GET} or {@code POST /_detect/rules/_export}: every rule, those that {@code ids} names, or those that the body
 * names as Kibana's call does.
 */
public final class RestExportRulesAction extends BaseRestHandler {
    private static final String NDJSON = "application/x-ndjson";
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    @Override
    public String getName() {
        return "detect_export_rules";
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(RestRequest.Method.GET, "/_detect/rules/_export"),
                new Route(RestRequest.Method.POST, "/_detect/rules/_export"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        ExportRulesAction.Request export = new ExportRulesAction.Request(ruleIds(request));
        boolean withSummary = !request.paramAsBoolean("exclude_export_details", false);
        return channel -> client.execute(ExportRulesAction.TYPE, export, new RestActionListener<>(channel) {
            @Override
            protected void processResponse(ExportRulesAction.Response response) {
                channel.sendResponse(RestResponse.chunked(
                        RestStatus.OK,
                        ChunkedRestResponseBodyPart.fromTextChunks(NDJSON, lines(response.exported(), withSummary)),
                        null));
            }
        });
    }

    private static Iterator<CheckedConsumer<Writer, IOException>> lines(Exported exported, boolean withSummary) {
        return Iterators.map(exported.lines(withSummary), line -> writer -> {
            writer.write(line);
            writer.write('\n');
        });
    }

    private static Optional<Collection<String>> ruleIds(RestRequest request) {
        String[] ids = request.paramAsStringArray("ids", new String[0]);
        if (request.hasContent()) {
            if (ids.length > 0) {
                throw new IllegalArgumentException("name the rules in [ids] or in the body, found both");
            }
            Map<String, Object> body = AuthorBody.object(request, MAX_BYTES);
            AuthorBody.checkKnown(body, Set.of("objects"));
            return Optional.ofNullable(body.get("objects")).map(RestExportRulesAction::named);
        }
        return ids.length == 0 ? Optional.empty() : Optional.of(List.of(ids));
    }

    private static Collection<String> named(Object objects) {
        List<String> ids = new ArrayList<>();
        for (Object object : objects instanceof List<?> list ? list : List.of(objects)) {
            if (object instanceof Map<?, ?> fields && fields.get("rule_id") instanceof String id) {
                ids.add(id);
            } else {
                throw new IllegalArgumentException(
                        "[objects] must be a list of objects with a [rule_id], found [" + object + "]");
            }
        }
        return ids;
    }
}
