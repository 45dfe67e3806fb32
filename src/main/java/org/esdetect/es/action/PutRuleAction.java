package org.esdetect.es.action;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.xcontent.ToXContentObject;
import org.elasticsearch.xcontent.XContentBuilder;
import org.esdetect.es.author.Finding;
import org.esdetect.es.author.Submission;
import org.jspecify.annotations.Nullable;

/** Creates or replaces a rule. Answered by the node that is asked, when every node judges by it. */
public final class PutRuleAction {
    public static final ActionType<Response> TYPE = new ActionType<>("cluster:admin/detect/rules/put");

    private PutRuleAction() {}

    public static final class Request extends UntypedActionRequest {
        private final String ruleId;
        private final Submission submission;
        private final OptionalLong ifRevision;

        /** @param ifRevision the revision that is replaced, 0 for none */
        public Request(String ruleId, Submission submission, OptionalLong ifRevision) {
            this.ruleId = ruleId;
            this.submission = submission;
            this.ifRevision = ifRevision;
        }

        String ruleId() {
            return ruleId;
        }

        Submission submission() {
            return submission;
        }

        OptionalLong ifRevision() {
            return ifRevision;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return null;
        }
    }

    public static final class Response extends ActionResponse implements ToXContentObject {
        private final boolean created;
        private final RuleView view;
        private final List<Finding> warnings;

        /** @param warnings of the rule as it was sent, without those of its query */
        Response(boolean created, RuleView view, List<Finding> warnings) {
            this.created = created;
            this.view = view;
            this.warnings = List.copyOf(warnings);
        }

        public boolean created() {
            return created;
        }

        /** Where the rule is to be had. */
        public String location() {
            String id = URLEncoder.encode(view.summary().id(), StandardCharsets.UTF_8);
            return "/_detect/rules/" + id.replace("+", "%20");
        }

        @Override
        public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
            builder.startObject();
            builder.field("result", created ? "created" : "updated");
            view.fields(builder, warnings);
            return builder.endObject();
        }

        @Override
        public void writeTo(StreamOutput out) {
            TransportAction.localOnly();
        }
    }
}
