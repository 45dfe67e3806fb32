package org.esdetect.es.rest;

import java.util.Optional;
import org.elasticsearch.rest.RestRequest;
import org.esdetect.es.store.RuleFilter;

/** The parameters that say which rules are meant. */
final class RuleFilterParams {
    private RuleFilterParams() {}

    static RuleFilter read(RestRequest request) {
        return new RuleFilter(
                Optional.ofNullable(request.param("tag")),
                Optional.ofNullable(request.param("severity")),
                Optional.ofNullable(request.paramAsBoolean("enabled", null)),
                Optional.ofNullable(request.param("tactic")),
                Optional.ofNullable(request.param("text")));
    }
}
