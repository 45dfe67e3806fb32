package org.esdetect.es.action;

import java.util.OptionalLong;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.esdetect.es.store.ExceptionKey;
import org.jspecify.annotations.Nullable;

/** Deletes an exception list with its items, or an item. Answered when every node judges without it. */
public final class DeleteExceptionAction {
    public static final ActionType<MapResponse> TYPE = new ActionType<>("cluster:admin/detect/exceptions/delete");

    private DeleteExceptionAction() {}

    public static final class Request extends UntypedActionRequest {
        private final ExceptionKey key;
        private final OptionalLong ifRevision;

        public Request(ExceptionKey key, OptionalLong ifRevision) {
            this.key = key;
            this.ifRevision = ifRevision;
        }

        ExceptionKey key() {
            return key;
        }

        OptionalLong ifRevision() {
            return ifRevision;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return null;
        }
    }
}
