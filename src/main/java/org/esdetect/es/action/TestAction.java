package org.esdetect.es.action;

import java.util.List;
import java.util.Map;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.esdetect.es.author.Submission;
import org.jspecify.annotations.Nullable;

/** What a rule or query makes of events that the request brings along. Answered by the node that is asked. */
public final class TestAction {
    public static final ActionType<MapResponse> TYPE = new ActionType<>("cluster:monitor/detect/test");

    private TestAction() {}

    public static final class Request extends UntypedActionRequest {
        private final Submission submission;
        private final List<Map<String, Object>> events;
        private final boolean explain;

        /** @param events documents, which nobody changes any more */
        public Request(Submission submission, List<Map<String, Object>> events, boolean explain) {
            this.submission = submission;
            this.events = List.copyOf(events);
            this.explain = explain;
        }

        public Submission submission() {
            return submission;
        }

        public List<Map<String, Object>> events() {
            return events;
        }

        public boolean explain() {
            return explain;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return null;
        }
    }
}
