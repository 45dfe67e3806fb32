package org.esdetect.es.rest;

import java.util.OptionalLong;
import org.elasticsearch.rest.RestRequest;

/** The parameter {@code if_revision}. */
final class Revision {
    private static final String NAME = "if_revision";

    private Revision() {}

    static OptionalLong expected(RestRequest request) {
        if (!request.hasParam(NAME)) {
            return OptionalLong.empty();
        }
        long revision = request.paramAsLong(NAME, 0);
        if (revision < 0) {
            throw new IllegalArgumentException(
                    "[" + NAME + "] is [" + revision + "], expected the revision of the rule, or [0] for no rule");
        }
        return OptionalLong.of(revision);
    }
}
