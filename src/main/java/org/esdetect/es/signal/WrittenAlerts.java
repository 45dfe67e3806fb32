package org.esdetect.es.signal;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.get.MultiGetItemResponse;
import org.elasticsearch.action.get.MultiGetRequest;
import org.elasticsearch.action.get.MultiGetResponse;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.search.fetch.subphase.FetchSourceContext;
import org.esdetect.alert.AlertPlace;

/** Which alerts are in the index: to ask costs far less than to build them and be told so by {@code create}. */
public final class WrittenAlerts {
    private static final Logger logger = LogManager.getLogger(WrittenAlerts.class);

    private final Client client;

    public WrittenAlerts(Client client) {
        this.client = client;
    }

    /**
     * Those of {@code places} that have their alert.
     *
     * @param listener always answered: an alert that could not be asked for counts as missing, and is written or found
     *     to be there
     */
    public void among(Collection<AlertPlace> places, ActionListener<Set<AlertPlace>> listener) {
        if (places.isEmpty()) {
            listener.onResponse(Set.of());
            return;
        }
        MultiGetRequest request = new MultiGetRequest();
        places.forEach(place -> request.add(new MultiGetRequest.Item(place.index(), place.id())
                .fetchSourceContext(FetchSourceContext.DO_NOT_FETCH_SOURCE)));
        ActionListener<Set<AlertPlace>> always = listener.delegateResponse((next, failure) -> {
            logger.debug("not known which alerts are written", failure);
            next.onResponse(Set.of());
        });
        client.multiGet(request, always.map(WrittenAlerts::found));
    }

    private static Set<AlertPlace> found(MultiGetResponse response) {
        Set<AlertPlace> found = new HashSet<>();
        for (MultiGetItemResponse item : response) {
            if (!item.isFailed() && item.getResponse().isExists()) {
                found.add(new AlertPlace(item.getIndex(), item.getId()));
            }
        }
        return found;
    }
}
