package org.esdetect.es.run;

import java.util.List;
import org.elasticsearch.action.ActionListener;
import org.esdetect.alert.Alert;
import org.esdetect.es.signal.WriteReport;

/** Where alerts go; {@code AlertWriter::write}. */
@FunctionalInterface
public interface AlertSink {
    /** Writes all of them with {@code create}, and answers when each is there, was there, or failed. */
    void write(List<Alert> alerts, ActionListener<WriteReport> listener);
}
