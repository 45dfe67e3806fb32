package org.esdetect.es.action;

import java.io.IOException;
import java.util.List;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.elasticsearch.action.ValidateActions;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.xcontent.ToXContentObject;
import org.elasticsearch.xcontent.XContentBuilder;
import org.esdetect.es.store.RuleFilter;
import org.jspecify.annotations.Nullable;

/** Some rules, without their queries and texts. Answered by the node that is asked. */
public final class ListRulesAction {
    public static final ActionType<Response> TYPE = new ActionType<>("cluster:monitor/detect/rules/list");

    /** The most rules in one answer. */
    public static final int MAX_SIZE = 10_000;

    private ListRulesAction() {}

    public static final class Request extends UntypedActionRequest {
        private final RuleFilter filter;
        private final int from;
        private final int size;
        private final boolean unbounded;

        public Request(RuleFilter filter, int from, int size) {
            this(filter, from, size, false);
        }

        /** Every rule, however many there are. */
        public static Request all() {
            return new Request(RuleFilter.ALL, 0, Integer.MAX_VALUE, true);
        }

        private Request(RuleFilter filter, int from, int size, boolean unbounded) {
            this.filter = filter;
            this.from = from;
            this.size = size;
            this.unbounded = unbounded;
        }

        RuleFilter filter() {
            return filter;
        }

        int from() {
            return from;
        }

        int size() {
            return size;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            ActionRequestValidationException problems = Paging.validate(from, size);
            if (size > MAX_SIZE && !unbounded) {
                problems = ValidateActions.addValidationError(
                        "[size] must not be above [" + MAX_SIZE + "], found [" + size + "]; use [from] to read on",
                        problems);
            }
            return problems;
        }
    }

    public static final class Response extends ActionResponse implements ToXContentObject {
        private final long total;
        private final List<RuleView> rules;

        Response(long total, List<RuleView> rules) {
            this.total = total;
            this.rules = List.copyOf(rules);
        }

        /** How many rules the filter selects. */
        public long total() {
            return total;
        }

        public List<RuleView> rules() {
            return rules;
        }

        @Override
        public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
            builder.startObject();
            builder.field("total", total);
            builder.xContentList("rules", rules);
            return builder.endObject();
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            TransportAction.localOnly();
        }
    }
}
