package org.esdetect.es.action;

import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.esdetect.es.author.Submission;
import org.jspecify.annotations.Nullable;

/** What there is to say of a rule or query before it is used. Answered by the node that is asked. */
public final class ValidateAction {
    public static final ActionType<MapResponse> TYPE = new ActionType<>("cluster:monitor/detect/validate");

    private ValidateAction() {}

    public static final class Request extends UntypedActionRequest {
        private final Submission submission;

        public Request(Submission submission) {
            this.submission = submission;
        }

        public Submission submission() {
            return submission;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return null;
        }
    }
}
