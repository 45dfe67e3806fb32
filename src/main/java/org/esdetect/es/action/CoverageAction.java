package org.esdetect.es.action;

import java.util.List;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.elasticsearch.action.ValidateActions;
import org.jspecify.annotations.Nullable;

/** How the indices that rules name are judged, and what they lack. Answered by the node that is asked. */
public final class CoverageAction {
    public static final ActionType<MapResponse> TYPE = new ActionType<>("cluster:monitor/detect/coverage");

    private CoverageAction() {}

    public static final class Request extends UntypedActionRequest {
        static final int MAX_SIZE = 1_000;

        private final List<String> ruleIds;
        private final List<String> indices;
        private final int from;
        private final int size;

        /**
         * @param ruleIds the rules to look at; all when it is empty
         * @param indices patterns of data streams and indices to look at; all when it is empty
         * @param from how many rules to leave out, in the order of their ids
         * @param size how many to show
         */
        public Request(List<String> ruleIds, List<String> indices, int from, int size) {
            this.ruleIds = List.copyOf(ruleIds);
            this.indices = List.copyOf(indices);
            this.from = from;
            this.size = size;
        }

        List<String> ruleIds() {
            return ruleIds;
        }

        List<String> indices() {
            return indices;
        }

        int from() {
            return from;
        }

        int size() {
            return size;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            ActionRequestValidationException wrong = null;
            if (from < 0) {
                wrong = ValidateActions.addValidationError("[from] is [" + from + "], expected 0 or more", wrong);
            }
            if (size < 1 || size > MAX_SIZE) {
                wrong = ValidateActions.addValidationError(
                        "[size] is [" + size + "], expected 1 to " + MAX_SIZE, wrong);
            }
            return wrong;
        }
    }
}
