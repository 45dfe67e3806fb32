package org.esdetect.es.action;

import org.elasticsearch.action.ActionRequestValidationException;
import org.elasticsearch.action.ValidateActions;
import org.jspecify.annotations.Nullable;

/** What is asked of {@code from} and {@code size}, whatever is listed. */
final class Paging {
    private Paging() {}

    /** What is wrong; null when nothing is. */
    static @Nullable ActionRequestValidationException validate(int from, int size) {
        return from < 0 || size < 0
                ? ValidateActions.addValidationError(
                        "[from] and [size] must not be negative, found [" + from + "] and [" + size + "]", null)
                : null;
    }
}
