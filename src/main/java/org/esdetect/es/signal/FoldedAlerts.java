package org.esdetect.es.signal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.bulk.BackoffPolicy;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.common.util.concurrent.EsRejectedExecutionException;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.alert.Alert;

/**
 * Writes alerts of rules that fold like alerts into one. Each event counts once, whoever brings it how often: what
 * counts is a document of its own in {@code .detect-suppressed-YYYY.MM}, written with {@code create} under the id that
 * the event's alert would have had, and the number in the standing alert is always counted, never added to. Any thread.
 */
final class FoldedAlerts {
    private static final int ALERTS_AT_ONCE = 500;

    /** Shards of an index that was born a moment ago are not there yet. */
    private static final BackoffPolicy PAUSES = BackoffPolicy.exponentialBackoff(TimeValue.timeValueMillis(50), 7);

    private final Client client;
    private final ThreadPool threadPool;
    private final LongSupplier nowMillis;
    private final BiConsumer<Long, Long> counted;

    /** @param counted told after each write how many standing alerts were made, and how many events folded into one */
    FoldedAlerts(Client client, ThreadPool threadPool, LongSupplier nowMillis, BiConsumer<Long, Long> counted) {
        this.client = client;
        this.threadPool = threadPool;
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
        attempt(
                units.subList(start, end),
                PAUSES.iterator(),
                ActionListener.wrap(
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

    /** A batch may be repeated as often as one likes: it goes on where it was interrupted. */
    private void attempt(List<FoldedAlert> units, Iterator<TimeValue> pauses, ActionListener<WriteReport> listener) {
        ActionListener<WriteReport> orAgain = listener.delegateResponse((next, failure) -> {
            RestStatus status = ExceptionsHelper.status(ExceptionsHelper.unwrapCause(failure));
            boolean passing = status == RestStatus.SERVICE_UNAVAILABLE || status == RestStatus.TOO_MANY_REQUESTS;
            if (!passing || !pauses.hasNext()) {
                next.onFailure(failure);
                return;
            }
            try {
                threadPool.schedule(() -> attempt(units, pauses, next), pauses.next(), threadPool.generic());
            } catch (EsRejectedExecutionException shuttingDown) {
                next.onFailure(failure);
            }
        });
        ActionListener.run(orAgain, next -> new FoldingBatch(client, nowMillis, units).write(next));
    }
}
