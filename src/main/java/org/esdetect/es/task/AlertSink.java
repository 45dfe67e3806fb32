package org.esdetect.es.task;

import java.util.List;
import org.elasticsearch.action.ActionListener;
import org.esdetect.alert.Alert;

/** Where alerts go; {@code AlertWriter::write}. */
@FunctionalInterface
public interface AlertSink {
    /** Writes all of them with {@code create}, and answers when each is there, was there, or failed. */
    void write(List<Alert> alerts, ActionListener<Written> listener);

    /**
     * What became of some alerts.
     *
     * @param duplicate those that were there already
     * @param failed those that are not there now
     * @param message why the first of them is not; empty when none failed
     */
    record Written(int created, int duplicate, int failed, String message) {
        static final Written NOTHING = new Written(0, 0, 0, "");

        Written plus(Written other) {
            return new Written(
                    created + other.created,
                    duplicate + other.duplicate,
                    failed + other.failed,
                    message.isEmpty() ? other.message : message);
        }
    }
}
