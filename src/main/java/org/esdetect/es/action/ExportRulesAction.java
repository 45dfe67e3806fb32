package org.esdetect.es.action;

import java.util.Collection;
import java.util.Optional;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.esdetect.es.manage.Exported;
import org.jspecify.annotations.Nullable;

/** Gives rules as Kibana imports them. Answered by the node that is asked. */
public final class ExportRulesAction {
    public static final ActionType<Response> TYPE = new ActionType<>("cluster:monitor/detect/rules/export");

    private ExportRulesAction() {}

    public static final class Request extends UntypedActionRequest {
        private final Optional<Collection<String>> ruleIds;

        /** @param ruleIds empty for every rule */
        public Request(Optional<Collection<String>> ruleIds) {
            this.ruleIds = ruleIds;
        }

        Optional<Collection<String>> ruleIds() {
            return ruleIds;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return null;
        }
    }

    public static final class Response extends ActionResponse {
        private final Exported exported;

        Response(Exported exported) {
            this.exported = exported;
        }

        public Exported exported() {
            return exported;
        }

        @Override
        public void writeTo(StreamOutput out) {
            TransportAction.localOnly();
        }
    }
}
