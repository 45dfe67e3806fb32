package org.esdetect.es.rest;

import java.util.Locale;
import java.util.Optional;
import org.elasticsearch.rest.RestRequest;
import org.esdetect.es.store.RuleFilter;
import org.esdetect.rule.Rule;

/** The parameters that say which rules are meant. */
final class RuleFilterParams {
    private RuleFilterParams() {}

    static RuleFilter read(RestRequest request) {
        return new RuleFilter(
                Optional.ofNullable(request.param("tag")),
                Optional.ofNullable(request.param("severity")).map(RuleFilterParams::severity),
                Optional.ofNullable(request.paramAsBoolean("enabled", null)),
                Optional.ofNullable(request.param("tactic")),
                Optional.ofNullable(request.param("text")));
    }

    private static String severity(String word) {
        if (!Rule.SEVERITIES.contains(word.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("[severity] is [" + word + "], expected one of " + Rule.SEVERITIES);
        }
        return word;
    }
}
