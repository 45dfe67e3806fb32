package org.esdetect.es.signal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.get.MultiGetItemResponse;
import org.elasticsearch.action.get.MultiGetRequest;
import org.elasticsearch.action.get.MultiGetResponse;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.index.IndexNotFoundException;
import org.esdetect.alert.Folding;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.event.Values;
import org.jspecify.annotations.Nullable;

/** The standing alerts of some groups, as they are in the index and as one batch adds to them. */
final class FoldingWindows {
    /** How often people may close the alert of one group in one stretch and get another. */
    private static final int MOST_CLOSED = 3;

    private static final String STATUS = "kibana.alert.workflow_status";

    private final Map<String, FoldingWindow> byId = new HashMap<>();

    /** Reads what {@code foldings} may belong to, refreshed or not. */
    static void read(Client client, Collection<Folding> foldings, ActionListener<FoldingWindows> listener) {
        Map<String, String> indexById = new LinkedHashMap<>();
        for (Folding each : foldings) {
            for (long stretch = each.stretch() - 1; stretch <= each.stretch(); stretch++) {
                for (int number = 0; number <= MOST_CLOSED; number++) {
                    indexById.put(each.alertId(stretch, number), each.alertIndex(stretch));
                }
            }
        }
        FoldingWindows windows = new FoldingWindows();
        if (indexById.isEmpty()) {
            listener.onResponse(windows);
            return;
        }
        MultiGetRequest request = new MultiGetRequest();
        indexById.forEach((id, index) -> request.add(index, id));
        client.multiGet(request, listener.map(response -> {
            windows.take(response);
            return windows;
        }));
    }

    private void take(MultiGetResponse response) {
        for (MultiGetItemResponse item : response) {
            if (isThere(item)) {
                Event alert = new MapEvent(item.getResponse().getSourceAsMap());
                long end = alert.values(Folding.windowEnd()).stream()
                        .map(Values::momentBesideDate)
                        .filter(Objects::nonNull)
                        .mapToLong(Instant::toEpochMilli)
                        .findFirst()
                        .orElse(Long.MIN_VALUE);
                byId.put(
                        item.getId(),
                        new FoldingWindow(
                                item.getId(),
                                item.getIndex(),
                                end,
                                alert.values(STATUS).contains("closed")));
            }
        }
    }

    /**
     * Whether the document exists; no index is no document.
     *
     * @throws RuntimeException when that is not known
     */
    static boolean isThere(MultiGetItemResponse item) {
        if (item.isFailed()) {
            Exception failure = item.getFailure().getFailure();
            if (ExceptionsHelper.unwrapCause(failure) instanceof IndexNotFoundException) {
                return false;
            }
            throw ExceptionsHelper.convertToRuntime(failure);
        }
        return item.getResponse().isExists();
    }

    /** The standing alert that {@code folding} belongs to; empty when it is to stand itself. */
    Optional<FoldingWindow> find(Folding folding) {
        FoldingWindow before = last(folding, folding.stretch() - 1);
        if (before != null && !before.closed() && folding.atMillis() < before.endMillis()) {
            return Optional.of(before);
        }
        FoldingWindow own = last(folding, folding.stretch());
        return own == null || (own.closed() && number(folding, own) < MOST_CLOSED)
                ? Optional.empty()
                : Optional.of(own);
    }

    /** The window that begins with {@code folding}, from now on found for what is like it. */
    FoldingWindow begin(Folding folding) {
        FoldingWindow closed = last(folding, folding.stretch());
        int number = closed == null ? 0 : number(folding, closed) + 1;
        String id = folding.alertId(folding.stretch(), number);
        FoldingWindow window = new FoldingWindow(id, folding.alertIndex(folding.stretch()), folding.endMillis(), false);
        byId.put(id, window);
        return window;
    }

    private @Nullable FoldingWindow last(Folding folding, long stretch) {
        FoldingWindow last = null;
        for (int number = 0; number <= MOST_CLOSED; number++) {
            FoldingWindow window = byId.get(folding.alertId(stretch, number));
            last = window == null ? last : window;
        }
        return last;
    }

    private static int number(Folding folding, FoldingWindow window) {
        for (int number = 0; number < MOST_CLOSED; number++) {
            if (folding.alertId(folding.stretch(), number).equals(window.id())) {
                return number;
            }
        }
        return MOST_CLOSED;
    }

    static Set<String> indices(List<FoldedAlert> alerts) {
        Set<String> indices = new TreeSet<>();
        alerts.forEach(alert -> indices.add(alert.noteIndex()));
        return indices;
    }
}
