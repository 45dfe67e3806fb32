package org.esdetect.es.signal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.client.internal.Client;
import org.esdetect.alert.Alert;

/**
 * Writes alerts of rules that fold like alerts into one. Each event counts once, whoever brings it how often: what
 * counts is a document of its own in {@code .detect-suppressed-YYYY.MM}, written with {@code create} under the id that
 * the event's alert would have had, and the number in the standing alert is always counted, never added to. Any thread.
 */
final class FoldedAlerts {
    private static final int ALERTS_AT_ONCE = 500;

    private final Client client;
    private final LongSupplier nowMillis;
    private final BiConsumer<Long, Long> counted;

    /** @param counted told after each write how many standing alerts were made, and how many events folded into one */
    FoldedAlerts(Client client, LongSupplier nowMillis, BiConsumer<Long, Long> counted) {
        this.client = client;
        this.nowMillis = nowMillis;
        this.counted = counted;
    }

    /**
     * @param alerts each that people see with a folding; building blocks stand before theirs
     * @param listener answered with a report: an alert that failed is to be brought again
     */
    void write(List<Alert> alerts, ActionListener<WriteReport> listener) {
        writeFrom(units(alerts), 0, WriteReport.NOTHING, listener);
    }

    private static List<FoldedAlert> units(List<Alert> alerts) {
        List<FoldedAlert> units = new ArrayList<>();
        List<Alert> blocks = new ArrayList<>();
        for (Alert alert : alerts) {
            if (alert.folding().isPresent()) {
                units.add(new FoldedAlert(
                        alert, List.copyOf(blocks), alert.folding().get()));
                blocks.clear();
            } else {
                blocks.add(alert);
            }
        }
        return units;
    }

    private void writeFrom(
            List<FoldedAlert> units, int start, WriteReport before, ActionListener<WriteReport> listener) {
        if (start == units.size()) {
            listener.onResponse(before);
            return;
        }
        int end = Math.min(units.size(), start + ALERTS_AT_ONCE);
        FoldingBatch batch = new FoldingBatch(client, nowMillis, units.subList(start, end));
        batch.write(ActionListener.wrap(
                written -> {
                    counted.accept(written.created(), written.duplicate());
                    writeFrom(units, end, before.plus(written), listener);
                },
                failure -> {
                    Map<String, String> failures = new LinkedHashMap<>();
                    units.subList(start, end)
                            .forEach(unit -> failures.put(unit.alert().id(), failure.toString()));
                    writeFrom(units, end, before.plus(new WriteReport(0, 0, failures)), listener);
                }));
    }
}
