package org.esdetect.es.action;

import java.util.Optional;
import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.UntypedActionRequest;
import org.esdetect.es.exception.ExceptionViews;
import org.jspecify.annotations.Nullable;

/** Exception items, or exception lists, and what became of them. Answered by the node that is asked. */
public final class ListExceptionsAction {
    public static final ActionType<MapResponse> TYPE = new ActionType<>("cluster:monitor/detect/exceptions/list");

    private ListExceptionsAction() {}

    public static final class Request extends UntypedActionRequest {
        private final Optional<ExceptionViews.Filter> items;
        private final int from;
        private final int size;

        private Request(Optional<ExceptionViews.Filter> items, int from, int size) {
            this.items = items;
            this.from = from;
            this.size = size;
        }

        public static Request items(ExceptionViews.Filter filter, int from, int size) {
            return new Request(Optional.of(filter), from, size);
        }

        public static Request lists(int from, int size) {
            return new Request(Optional.empty(), from, size);
        }

        /** Which items; empty for lists. */
        Optional<ExceptionViews.Filter> items() {
            return items;
        }

        int from() {
            return from;
        }

        int size() {
            return size;
        }

        @Override
        public @Nullable ActionRequestValidationException validate() {
            return Paging.validate(from, size);
        }
    }
}
