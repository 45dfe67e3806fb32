package org.esdetect.es.action;

import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.esdetect.es.store.ExceptionKey;
import org.jspecify.annotations.Nullable;

/** An exception list or item, and what became of it. Answered by the node that is asked. */
public final class GetExceptionAction {
    public static final ActionType<MapResponse> TYPE = new ActionType<>("cluster:monitor/detect/exceptions/get");

    private GetExceptionAction() {}

    public static final class Request extends UntypedActionRequest {
        private final ExceptionKey key;

        public Request(ExceptionKey key) {
            this.key = key;
        }

        ExceptionKey key() {
            return key;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return null;
        }
    }
}
