package org.esdetect.es.action;

import java.util.OptionalLong;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.jspecify.annotations.Nullable;

/** Deletes a rule. Answered by the node that is asked, when no node judges by it any more. */
public final class DeleteRuleAction {
    public static final ActionType<MapResponse> TYPE = new ActionType<>("cluster:admin/detect/rules/delete");

    private DeleteRuleAction() {}

    public static final class Request extends UntypedActionRequest {
        private final String ruleId;
        private final OptionalLong ifRevision;

        /** @param ifRevision the revision that is deleted */
        public Request(String ruleId, OptionalLong ifRevision) {
            this.ruleId = ruleId;
            this.ifRevision = ifRevision;
        }

        String ruleId() {
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
