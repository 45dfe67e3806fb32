package org.esdetect.es.action;

import java.io.IOException;
import java.util.List;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.xcontent.ToXContentObject;
import org.elasticsearch.xcontent.XContentBuilder;
import org.esdetect.rule.Rule;
import org.jspecify.annotations.Nullable;

/** One rule, whole. Answered by the node that is asked. */
public final class GetRuleAction {
    public static final ActionType<Response> TYPE = new ActionType<>("cluster:monitor/detect/rules/get");

    private GetRuleAction() {}

    public static final class Request extends UntypedActionRequest {
        private final String ruleId;

        public Request(String ruleId) {
            this.ruleId = ruleId;
        }

        public String ruleId() {
            return ruleId;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return null;
        }
    }

    public static final class Response extends ActionResponse implements ToXContentObject {
        private final RuleView view;
        private final Rule rule;

        Response(RuleView view, Rule rule) {
            this.view = view;
            this.rule = rule;
        }

        public RuleView view() {
            return view;
        }

        public Rule rule() {
            return rule;
        }

        @Override
        public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
            builder.startObject();
            view.fields(builder, List.of());
            builder.field("rule", rule.document());
            return builder.endObject();
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            TransportAction.localOnly();
        }
    }
}
