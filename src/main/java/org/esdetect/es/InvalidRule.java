package org.esdetect.es;

import java.util.List;
import org.elasticsearch.ElasticsearchParseException;

/** The one answer (400) to a rule or query that cannot be used. */
public final class InvalidRule {
    private InvalidRule() {}

    /** @param errors every one, rendered with its place */
    public static ElasticsearchParseException exception(List<String> errors) {
        return new ElasticsearchParseException(
                "the query or rule has [{}] error(s):\n{}", errors.size(), String.join("\n", errors));
    }
}
