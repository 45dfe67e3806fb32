package org.esdetect.es.signal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.bulk.BulkItemResponse;
import org.elasticsearch.action.bulk.BulkRequest;
import org.elasticsearch.action.get.MultiGetItemResponse;
import org.elasticsearch.action.get.MultiGetRequest;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.rest.RestStatus;
import org.esdetect.alert.Alert;

/**
 * Folds some alerts, in steps that may each be repeated by whoever comes after a crash:
 *
 * <ol>
 *   <li>which of them are noted already, and where;
 *   <li>for the others, the standing alert that they belong to; where there is none, one of them becomes it;
 *   <li>new standing alerts are written, with {@code create};
 *   <li>the others are noted, with {@code create}: from now on they count there and nowhere else;
 *   <li>each standing alert that was touched gets the number of its notes.
 * </ol>
 */
final class FoldingBatch {
    private final Client client;
    private final LongSupplier nowMillis;
    private final List<FoldedAlert> alerts;
    private final Map<FoldedAlert, FoldingWindow> windows = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final Map<String, String> failedWindows = new HashMap<>();
    private long created;

    FoldingBatch(Client client, LongSupplier nowMillis, List<FoldedAlert> alerts) {
        this.client = client;
        this.nowMillis = nowMillis;
        this.alerts = alerts.stream()
                .sorted(Comparator.comparingLong(alert -> alert.folding().atMillis()))
                .toList();
    }

    /** @param listener answered with a report, or fails when it is not known what was done */
    void write(ActionListener<WriteReport> listener) {
        findNotes(alerts, listener.delegateFailureAndWrap((next, noted) -> stand(next)));
    }

    private void findNotes(List<FoldedAlert> wanted, ActionListener<Void> listener) {
        if (wanted.isEmpty()) {
            listener.onResponse(null);
            return;
        }
        MultiGetRequest request = new MultiGetRequest();
        wanted.forEach(alert -> request.add(alert.noteIndex(), alert.alert().id()));
        client.multiGet(request, listener.map(response -> {
            MultiGetItemResponse[] items = response.getResponses();
            for (int i = 0; i < items.length; i++) {
                if (FoldingWindows.isThere(items[i])) {
                    Map<String, Object> note = items[i].getResponse().getSourceAsMap();
                    windows.put(
                            wanted.get(i),
                            new FoldingWindow(
                                    String.valueOf(note.get("alert")),
                                    String.valueOf(note.get("alert_index")),
                                    0,
                                    false));
                }
            }
            return null;
        }));
    }

    private void stand(ActionListener<WriteReport> listener) {
        List<FoldedAlert> fresh =
                alerts.stream().filter(alert -> !windows.containsKey(alert)).toList();
        FoldingWindows.read(
                client,
                fresh.stream().map(FoldedAlert::folding).toList(),
                listener.delegateFailureAndWrap((next, known) -> {
                    Map<FoldingWindow, FoldedAlert> standing = new LinkedHashMap<>();
                    for (FoldedAlert alert : fresh) {
                        FoldingWindow window = known.find(alert.folding()).orElseGet(() -> {
                            FoldingWindow begun = known.begin(alert.folding());
                            standing.put(begun, alert);
                            return begun;
                        });
                        windows.put(alert, window);
                    }
                    create(standing, next.delegateFailureAndWrap((last, done) -> note(fresh, last)));
                }));
    }

    /** What another was quicker with is there as well as if it were ours. */
    private void create(Map<FoldingWindow, FoldedAlert> standing, ActionListener<Void> listener) {
        BulkRequest bulk = new BulkRequest();
        List<FoldingWindow> owners = new ArrayList<>();
        standing.forEach((window, alert) -> {
            for (Alert block : alert.blocks()) {
                Map<String, Object> source = new LinkedHashMap<>(block.source());
                source.put("kibana.alert.group.id", window.id());
                bulk.add(AlertRequests.create(block.index(), block.id(), source));
                owners.add(window);
            }
            bulk.add(AlertRequests.create(
                    window.index(), window.id(), alert.folding().standing(alert.alert(), window.id())));
            owners.add(window);
        });
        if (bulk.numberOfActions() == 0) {
            listener.onResponse(null);
            return;
        }
        client.bulk(bulk, listener.map(response -> {
            for (BulkItemResponse item : response) {
                FoldingWindow owner = owners.get(item.getItemId());
                if (!item.isFailed()) {
                    created++;
                } else if (item.getFailure().getStatus() != RestStatus.CONFLICT) {
                    failedWindows.put(owner.id(), item.getFailureMessage());
                }
            }
            return null;
        }));
    }

    private void note(List<FoldedAlert> fresh, ActionListener<WriteReport> listener) {
        List<FoldedAlert> noted = new ArrayList<>();
        BulkRequest bulk = new BulkRequest();
        for (FoldedAlert alert : fresh) {
            FoldingWindow window = Objects.requireNonNull(windows.get(alert));
            String failure = failedWindows.get(window.id());
            if (failure != null) {
                failures.put(alert.alert().id(), failure);
                windows.remove(alert);
            } else {
                bulk.add(AlertRequests.create(alert.noteIndex(), alert.alert().id(), alert.note(window)));
                noted.add(alert);
            }
        }
        if (noted.isEmpty()) {
            count(listener);
            return;
        }
        client.bulk(bulk, listener.delegateFailureAndWrap((next, response) -> {
            List<FoldedAlert> elsewhere = new ArrayList<>();
            for (BulkItemResponse item : response) {
                FoldedAlert alert = noted.get(item.getItemId());
                if (item.isFailed() && item.getFailure().getStatus() == RestStatus.CONFLICT) {
                    elsewhere.add(alert);
                } else if (item.isFailed()) {
                    failures.put(alert.alert().id(), item.getFailureMessage());
                }
            }
            findNotes(elsewhere, next.delegateFailureAndWrap((last, found) -> count(last)));
        }));
    }

    private void count(ActionListener<WriteReport> listener) {
        Map<String, String> touched = new LinkedHashMap<>();
        windows.values().forEach(window -> touched.put(window.id(), window.index()));
        long folded = Math.max(0, alerts.size() - failures.size() - created);
        new FoldedCounts(client, nowMillis, FoldingWindows.indices(alerts))
                .update(touched, listener.map(done -> new WriteReport(created, folded, failures)));
    }
}
