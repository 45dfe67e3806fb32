package org.esdetect.es.action;

import java.util.Optional;
import java.util.OptionalLong;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.esdetect.es.store.ExceptionKey;
import org.jspecify.annotations.Nullable;

/** Creates or replaces an exception list or item. Answered by the node that is asked, when every node judges by it. */
public final class PutExceptionAction {
    public static final ActionType<MapResponse> TYPE = new ActionType<>("cluster:admin/detect/exceptions/put");

    private PutExceptionAction() {}

    public static final class Request extends UntypedActionRequest {
        private final ExceptionKey key;
        private final String json;
        private final Optional<String> ruleId;
        private final OptionalLong ifRevision;

        /**
         * @param ruleId the one rule that an item is for, when it names no list
         * @param ifRevision the revision that is replaced, 0 for none
         */
        public Request(ExceptionKey key, String json, Optional<String> ruleId, OptionalLong ifRevision) {
            this.key = key;
            this.json = json;
            this.ruleId = ruleId;
            this.ifRevision = ifRevision;
        }

        ExceptionKey key() {
            return key;
        }

        String json() {
            return json;
        }

        Optional<String> ruleId() {
            return ruleId;
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
