package org.esdetect.es.exception;

import java.util.Collection;
import java.util.OptionalLong;
import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.rest.RestStatus;
import org.esdetect.es.store.ExceptionKey;

/** The answer 409: what is stored is not what its writer took it for, or is still needed. */
public final class ExceptionConflictException extends ElasticsearchStatusException {
    private static final long serialVersionUID = 1L;

    private ExceptionConflictException(String message, Object... parts) {
        super(message, RestStatus.CONFLICT, parts);
    }

    static ExceptionConflictException stale(ExceptionKey key, long expected, OptionalLong found) {
        String state = found.isPresent() ? "has revision [" + found.getAsLong() + "]" : "does not exist";
        return new ExceptionConflictException(
                "{} {}, not revision [{}]: it was changed since you read it; read it again, and make your change to that",
                key.words(),
                state,
                expected);
    }

    static ExceptionConflictException atOnce(ExceptionKey key) {
        return new ExceptionConflictException(
                "{} was changed by another at the same moment; read it again, and make your change to that",
                key.words());
    }

    static ExceptionConflictException inUse(ExceptionKey key, Collection<String> ruleIds) {
        return new ExceptionConflictException(
                "{} is named by the rules {}, which do not run without it: take it out of their [exceptions_list] first",
                key.words(),
                ruleIds);
    }
}
