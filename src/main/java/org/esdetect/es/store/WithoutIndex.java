package org.esdetect.es.store;

import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.index.IndexNotFoundException;

/** Reading before the first write: the index is made with its first document, until then there is nothing in it. */
final class WithoutIndex {
    private WithoutIndex() {}

    /** {@code reading}, but {@code nothing} is run in its place when there is no index. Other failures are failures. */
    static <T> ActionListener<T> run(Runnable nothing, ActionListener<T> reading) {
        return reading.delegateResponse((next, failure) -> {
            if (ExceptionsHelper.unwrapCause(failure) instanceof IndexNotFoundException) {
                nothing.run();
            } else {
                next.onFailure(failure);
            }
        });
    }
}
