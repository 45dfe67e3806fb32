package org.esdetect.es.store;

import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.rest.RestStatus;

/** Somebody else wrote the document since it was read: this writer no longer speaks for it and must read again. */
public final class StateConflictException extends ElasticsearchStatusException {
    StateConflictException(String id, Exception cause) {
        super("state [{}] was written by another since it was read", RestStatus.CONFLICT, cause, id);
    }
}
