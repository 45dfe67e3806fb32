package org.esdetect.es.task;

import java.util.ArrayList;
import java.util.List;
import org.elasticsearch.action.ActionListener;
import org.esdetect.alert.Alert;

/**
 * Writes the alerts of one run until as many as its cap are new; counts the rest. What was there already does not count
 * against the cap, so that a run that is repeated reaches what it did not reach before.
 */
final class CappedAlerts {
    private final AlertSink sink;
    private final RunLedger ledger;
    private long left;

    /** @param cap how many alerts that people see may be new; building blocks come with theirs */
    CappedAlerts(AlertSink sink, RunLedger ledger, long cap) {
        this.sink = sink;
        this.ledger = ledger;
        this.left = cap;
    }

    /**
     * Writes {@code matches}, in their order.
     *
     * @param matches the alerts of each match; the last one is what people see, building blocks stand before it
     * @param listener fails when an alert could not be written: the run must be repeated
     */
    void write(List<List<Alert>> matches, ActionListener<Void> listener) {
        int size = (int) Math.min(left, matches.size());
        if (size == 0) {
            ledger.suppressed(matches.size());
            listener.onResponse(null);
            return;
        }
        List<Alert> alerts = new ArrayList<>();
        List<Alert> visible = new ArrayList<>();
        for (List<Alert> match : matches.subList(0, size)) {
            alerts.addAll(match);
            visible.add(match.get(match.size() - 1));
        }
        sink.write(alerts, listener.delegateFailureAndWrap((next, written) -> {
            ledger.wrote(written, visible);
            if (!written.failures().isEmpty()) {
                throw new AlertsNotWrittenException(written.failures());
            }
            // How many matches were new is known up to rounding: each has the same number of alerts.
            left -= (written.created() * size + alerts.size() - 1) / alerts.size();
            write(matches.subList(size, matches.size()), next);
        }));
    }
}
