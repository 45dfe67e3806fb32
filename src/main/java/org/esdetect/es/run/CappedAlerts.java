package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.List;
import org.elasticsearch.action.ActionListener;
import org.esdetect.alert.Alert;
import org.esdetect.es.signal.WriteReport;

/**
 * Writes the alerts of one run until as many as its cap are new; counts the rest. What was there already does not count
 * against the cap, so that a run that is repeated reaches what it did not reach before.
 */
final class CappedAlerts implements MatchSink {
    private final AlertSink sink;
    private final RunLedger ledger;
    private final RunOverflow overflow;
    private long left;

    /** For each run a sink of its own; one that is dry only counts. */
    static MatchSink.Factory into(AlertSink alerts, RunOverflow overflow) {
        AlertSink dry = (unwritten, listener) -> listener.onResponse(WriteReport.NOTHING);
        return (request, ledger) -> new CappedAlerts(request.dryRun() ? dry : alerts, ledger, overflow, request.cap());
    }

    /** @param cap how many alerts that people see may be new; building blocks come with theirs */
    CappedAlerts(AlertSink sink, RunLedger ledger, RunOverflow overflow, long cap) {
        this.sink = sink;
        this.ledger = ledger;
        this.overflow = overflow;
        this.left = cap;
    }

    /** Writes {@code matches}, in their order; the listener fails when an alert could not be written. */
    @Override
    public void accept(List<Match> matches, ActionListener<Void> listener) {
        int size = (int) Math.min(left, matches.size());
        if (matches.isEmpty()) {
            listener.onResponse(null);
            return;
        }
        if (size == 0) {
            overflow.add(matches, listener.map(heldBack -> {
                ledger.suppressed(heldBack);
                return null;
            }));
            return;
        }
        List<Alert> alerts = new ArrayList<>();
        List<Alert> visible = new ArrayList<>();
        for (Match match : matches.subList(0, size)) {
            alerts.addAll(match.alerts());
            visible.add(match.visible());
        }
        sink.write(alerts, listener.delegateFailureAndWrap((next, written) -> {
            ledger.wrote(written, visible);
            if (!written.failures().isEmpty()) {
                throw new AlertsNotWrittenException(written.failures());
            }
            // How many matches were new is known up to rounding: each has the same number of alerts.
            left -= (written.created() * size + alerts.size() - 1) / alerts.size();
            accept(matches.subList(size, matches.size()), next);
        }));
    }
}
