package org.esdetect.es.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.DocWriteRequest;
import org.elasticsearch.action.bulk.BulkRequest;
import org.elasticsearch.action.get.GetRequest;
import org.elasticsearch.action.support.WriteRequest.RefreshPolicy;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.OriginSettingClient;
import org.esdetect.es.DetectNames;

/**
 * The exception lists and items of the cluster, beside the rules: a change of one is a new {@link Generation} of the
 * store and reaches all nodes as a change of a rule does, refreshed, broadcast and healed. Any thread; listeners are
 * answered exactly once, on a thread that must not be blocked.
 */
public final class ExceptionStore {
    private static final int WRITES_PER_REQUEST = 500;

    private final Client client;
    private final LongSupplier nowMillis;
    private final Announcement announcement;

    public ExceptionStore(Client client, RuleBroadcast broadcast) {
        this.client = new OriginSettingClient(client, StoreIndices.ORIGIN);
        this.nowMillis = client.threadPool()::absoluteTimeInMillis;
        this.announcement = new Announcement(this.client, broadcast, "exceptions");
    }

    /** The list or item as last written, refreshed or not. */
    public void find(ExceptionKey key, ActionListener<Optional<StoredException>> listener) {
        GetRequest request = new GetRequest(DetectNames.RULES_INDEX, ExceptionSource.documentId(key));
        client.get(
                request,
                WithoutIndex.run(
                        () -> listener.onResponse(Optional.empty()),
                        listener.map(found -> found.isExists()
                                ? Optional.of(new StoredException(
                                        ExceptionSource.object(found.getSourceAsMap()),
                                        found.getVersion(),
                                        new Version(found.getSeqNo(), found.getPrimaryTerm())))
                                : Optional.empty())));
    }

    /**
     * Does the writes, each for itself, and answers with one outcome each, in order, when every node that can be
     * reached judges by them.
     */
    public void write(List<ExceptionWrite> writes, ActionListener<List<RuleOutcome>> listener) {
        ActionListener.run(listener, next -> writeFrom(writes, new ArrayList<>(writes.size()), next));
    }

    private void writeFrom(
            List<ExceptionWrite> writes, List<RuleOutcome> outcomes, ActionListener<List<RuleOutcome>> listener) {
        int start = outcomes.size();
        if (start == writes.size()) {
            announcement.announce(List.copyOf(outcomes), listener);
            return;
        }
        int end = Math.min(start + WRITES_PER_REQUEST, writes.size());
        BulkRequest bulk = new BulkRequest().setRefreshPolicy(RefreshPolicy.IMMEDIATE);
        writes.subList(start, end).forEach(write -> bulk.add(request(write)));
        bulk.add(StoreRequests.raiseGeneration());
        client.bulk(bulk, listener.delegateFailureAndWrap((next, response) -> {
            for (int i = start; i < end; i++) {
                outcomes.add(RuleWriter.outcome(writes.get(i).key().id(), response.getItems()[i - start]));
            }
            writeFrom(writes, outcomes, next);
        }));
    }

    private DocWriteRequest<?> request(ExceptionWrite write) {
        String id = ExceptionSource.documentId(write.key());
        if (write instanceof ExceptionWrite.Put put) {
            Instant now = Instant.ofEpochMilli(nowMillis.getAsLong());
            return StoreRequests.put(id, ExceptionSource.of(put.key(), put.object(), now), put.precondition());
        }
        return StoreRequests.delete(id, write.precondition());
    }
}
