package org.esdetect.es.rest;

import java.util.List;
import java.util.Set;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.RestToXContentListener;
import org.elasticsearch.xcontent.ParsedMediaType;
import org.esdetect.es.action.ImportRulesAction;
import org.esdetect.es.manage.RuleImport;

/** {@code POST /_detect/rules/_import}: rules as Kibana exports them, or one rule as JSON or TOML. */
public final class RestImportRulesAction extends BaseRestHandler {
    /** Some thousand rules with long guides. */
    private static final int MAX_BYTES = 50 * 1024 * 1024;

    private static final Set<String> JSON = Set.of("application/json", "application/x-ndjson");

    @Override
    public String getName() {
        return "detect_import_rules";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.POST, "/_detect/rules/_import"));
    }

    @Override
    public boolean mediaTypesValid(RestRequest request) {
        ParsedMediaType type = request.getParsedContentType();
        return AuthorBody.isToml(request) || (type != null && JSON.contains(type.mediaTypeWithoutParameters()));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        if (request.paramAsBoolean("as_new_list", false)) {
            throw new IllegalArgumentException(
                    "[as_new_list] is not supported: exception lists keep their ids, so that rules find them");
        }
        RuleImport.Overwrite overwrite = new RuleImport.Overwrite(
                request.paramAsBoolean("overwrite", false), request.paramAsBoolean("overwrite_exceptions", false));
        ImportRulesAction.Request taken = new ImportRulesAction.Request(
                AuthorBody.isToml(request) ? ImportRulesAction.Format.TOML : ImportRulesAction.Format.NDJSON,
                BodyText.read(request, MAX_BYTES),
                overwrite);
        return channel -> client.execute(ImportRulesAction.TYPE, taken, new RestToXContentListener<>(channel));
    }

    /** A parameter of Kibana's call that changes nothing, so that scripts can be kept: there are no connectors here. */
    @Override
    protected Set<String> responseParams() {
        return Set.of("overwrite_action_connectors");
    }
}
