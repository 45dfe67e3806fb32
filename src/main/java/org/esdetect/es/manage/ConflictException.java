package org.esdetect.es.manage;

import java.util.OptionalLong;
import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.rest.RestStatus;

/** The answer 409: what is stored is not what its writer took it for. */
public abstract class ConflictException extends ElasticsearchStatusException {
    private static final long serialVersionUID = 1L;

    protected ConflictException(String message) {
        super(message, RestStatus.CONFLICT);
    }

    /** Another changed it since the writer read it. */
    protected static String staleMessage(String what, long expected, OptionalLong found) {
        String state = found.isPresent() ? "has revision [" + found.getAsLong() + "]" : "does not exist";
        return what + " " + state + ", not revision [" + expected
                + "]: it was changed since you read it; read it again, and make your change to that";
    }

    /** Another changes it at this moment. */
    protected static String atOnceMessage(String what) {
        return what + " was changed by another at the same moment; read it again, and make your change to that";
    }
}
