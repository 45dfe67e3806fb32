package org.esdetect.es.store;

import java.util.Map;
import java.util.Optional;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.DocWriteRequest;
import org.elasticsearch.action.delete.DeleteRequest;
import org.elasticsearch.action.delete.DeleteResponse;
import org.elasticsearch.action.get.GetRequest;
import org.elasticsearch.action.get.GetResponse;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.OriginSettingClient;
import org.elasticsearch.index.engine.VersionConflictEngineException;
import org.esdetect.es.DetectNames;
import org.jspecify.annotations.Nullable;

/**
 * Small documents that scheduled work must remember, each replaced as a whole and only by who knows its last version:
 * of two writers that read the same version one is refused. Any thread; listeners are answered on a thread of the
 * server that must not be blocked.
 */
public final class StateStore {
    private final Client client;

    public StateStore(Client client) {
        this.client = new OriginSettingClient(client, StoreIndices.ORIGIN);
    }

    /** The document as last written, refreshed or not; empty when there is none. */
    public void read(String id, ActionListener<Optional<Stored>> listener) {
        GetRequest request = new GetRequest(DetectNames.STATE_INDEX, id).realtime(true);
        client.get(
                request,
                WithoutIndex.run(() -> listener.onResponse(Optional.empty()), listener.map(StateStore::stored)));
    }

    private static Optional<Stored> stored(GetResponse response) {
        return response.isExists()
                ? Optional.of(new Stored(
                        response.getSourceAsMap(), new Version(response.getSeqNo(), response.getPrimaryTerm())))
                : Optional.empty();
    }

    /**
     * Replaces the document, and answers with its new version.
     *
     * @param expected the version it must have; null when there must be none
     * @param listener fails with {@link StateConflictException} when the document is not as expected
     */
    public void write(
            String id, Map<String, Object> source, @Nullable Version expected, ActionListener<Version> listener) {
        IndexRequest request = new IndexRequest(DetectNames.STATE_INDEX).id(id).source(source);
        if (expected == null) {
            request.opType(DocWriteRequest.OpType.CREATE);
        } else {
            request.setIfSeqNo(expected.seqNo()).setIfPrimaryTerm(expected.primaryTerm());
        }
        client.index(
                request,
                conflicts(id, listener.map(response -> new Version(response.getSeqNo(), response.getPrimaryTerm()))));
    }

    /**
     * Removes the document; that there is none is well, too.
     *
     * @param expected the version it must have; null for any
     * @param listener fails with {@link StateConflictException} when the document is not as expected
     */
    public void delete(String id, @Nullable Version expected, ActionListener<Void> listener) {
        DeleteRequest request = new DeleteRequest(DetectNames.STATE_INDEX, id);
        if (expected != null) {
            request.setIfSeqNo(expected.seqNo()).setIfPrimaryTerm(expected.primaryTerm());
        }
        client.delete(
                request,
                WithoutIndex.<DeleteResponse>run(
                        () -> listener.onResponse(null), conflicts(id, listener.map(gone -> null))));
    }

    private static <T> ActionListener<T> conflicts(String id, ActionListener<T> listener) {
        return listener.delegateResponse((next, failure) -> next.onFailure(
                ExceptionsHelper.unwrapCause(failure) instanceof VersionConflictEngineException
                        ? new StateConflictException(id, failure)
                        : failure));
    }
}
