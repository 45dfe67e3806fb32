package org.esdetect.es.action;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.elasticsearch.action.ValidateActions;
import org.elasticsearch.action.support.TransportAction;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.xcontent.ToXContentObject;
import org.elasticsearch.xcontent.XContentBuilder;
import org.esdetect.es.run.LoggedRuns;
import org.jspecify.annotations.Nullable;

/** The last runs, from the run log. Answered by the node that is asked. */
public final class ListRunsAction {
    public static final ActionType<Response> TYPE = new ActionType<>("cluster:monitor/detect/runs/list");

    /** As far as one search reaches. */
    private static final int MAX_SIZE = 10_000;

    private ListRunsAction() {}

    public static final class Request extends UntypedActionRequest {
        private final LoggedRuns.Filter filter;

        public Request(LoggedRuns.Filter filter) {
            this.filter = filter;
        }

        LoggedRuns.Filter filter() {
            return filter;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return filter.size() >= 0 && filter.size() <= MAX_SIZE
                    ? null
                    : ValidateActions.addValidationError(
                            "[size] is [" + filter.size() + "], expected 0 to " + MAX_SIZE, null);
        }
    }

    public static final class Response extends ActionResponse implements ToXContentObject {
        private final List<Map<String, Object>> runs;

        Response(List<Map<String, Object>> runs) {
            this.runs = List.copyOf(runs);
        }

        /** The documents of the run log, newest first. */
        public List<Map<String, Object>> runs() {
            return runs;
        }

        @Override
        public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
            return builder.startObject().field("runs", runs).endObject();
        }

        @Override
        public void writeTo(StreamOutput out) throws IOException {
            TransportAction.localOnly();
        }
    }
}
