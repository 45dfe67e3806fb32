package org.esdetect.es.run;

import java.util.List;
import org.esdetect.alert.Alert;
import org.esdetect.sequence.Ordinal;

/**
 * An event or a sequence that a rule matches.
 *
 * @param last where its last event stands in time
 * @param events in step order, missing steps left out
 * @param alerts what is to be written; the last one is what people see, building blocks stand before it
 */
public record Match(Ordinal last, List<EventId> events, List<Alert> alerts) {
    public Match {
        events = List.copyOf(events);
        alerts = List.copyOf(alerts);
        if (alerts.isEmpty()) {
            throw new IllegalArgumentException("a match has an alert that people see, found none");
        }
    }

    public Alert visible() {
        return alerts.get(alerts.size() - 1);
    }
}
