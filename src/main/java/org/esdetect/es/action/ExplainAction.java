package org.esdetect.es.action;

import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.jspecify.annotations.Nullable;

/** Why a rule does or does not match an event that is in an index. Answered by the node that is asked. */
public final class ExplainAction {
    public static final ActionType<MapResponse> TYPE = new ActionType<>("cluster:monitor/detect/explain");

    private ExplainAction() {}

    public static final class Request extends UntypedActionRequest {
        private final String ruleId;
        private final String index;
        private final String documentId;

        public Request(String ruleId, String index, String documentId) {
            this.ruleId = ruleId;
            this.index = index;
            this.documentId = documentId;
        }

        public String ruleId() {
            return ruleId;
        }

        public String index() {
            return index;
        }

        public String documentId() {
            return documentId;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return null;
        }
    }
}
