package org.esdetect.es.action;

import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.elasticsearch.action.ValidateActions;
import org.jspecify.annotations.Nullable;

/** The investigation guide of an alert and what its queries find. Answered by the node that is asked. */
public final class InvestigateAction {
    public static final ActionType<MapResponse> TYPE = new ActionType<>("cluster:monitor/detect/investigate");

    private InvestigateAction() {}

    public static final class Request extends UntypedActionRequest {
        private static final int MAX_SIZE = 100;

        private final String index;
        private final String alertId;
        private final int size;

        /** @param size how many of the newest documents of each query to show */
        public Request(String index, String alertId, int size) {
            this.index = index;
            this.alertId = alertId;
            this.size = size;
        }

        String index() {
            return index;
        }

        String alertId() {
            return alertId;
        }

        int size() {
            return size;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return size >= 0 && size <= MAX_SIZE
                    ? null
                    : ValidateActions.addValidationError("[size] is [" + size + "], expected 0 to " + MAX_SIZE, null);
        }
    }
}
