package org.esdetect.es.signal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.ResourceNotFoundException;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.get.GetRequest;
import org.elasticsearch.action.get.GetResponse;
import org.elasticsearch.action.update.UpdateRequest;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.OriginSettingClient;
import org.elasticsearch.index.IndexNotFoundException;
import org.elasticsearch.index.engine.VersionConflictEngineException;
import org.elasticsearch.persistent.PersistentTasksService;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.alert.Alert;
import org.esdetect.alert.AlertRun;
import org.esdetect.alert.CapInterval;
import org.esdetect.alert.HeldBack;
import org.esdetect.alert.OverflowAlert;
import org.esdetect.engine.CompiledRule;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the overflow alert of a rule and interval: one document, in which each path that holds back alerts has a part
 * of its own. To count a part again puts the new number in the place of the old. Any thread; what another wrote in
 * between is not lost.
 */
public final class OverflowWriter {
    private static final int TRIES = 10;
    private static final String PARTS = "parts";

    private final Client client;
    private final BooleanSupplier ready;

    /** @param ready whether the cluster has our template for the signals index */
    public OverflowWriter(Client client, BooleanSupplier ready) {
        this.client = new OriginSettingClient(client, PersistentTasksService.PERSISTENT_TASK_ORIGIN);
        this.ready = ready;
    }

    /**
     * What one path held back in one interval.
     *
     * @param part its name: the same when the same alerts are counted again
     */
    public record Part(CompiledRule rule, CapInterval interval, String part, HeldBack heldBack, AlertRun run) {}

    /** @param listener answered when the alert says it */
    public void put(Part part, ActionListener<Void> listener) {
        if (part.heldBack().count() == 0) {
            listener.onResponse(null);
        } else if (!ready.getAsBoolean()) {
            listener.onFailure(new ElasticsearchStatusException(
                    "no alert is written yet: the signals template is missing", RestStatus.SERVICE_UNAVAILABLE));
        } else {
            put(part, TRIES, listener);
        }
    }

    private void put(Part part, int tries, ActionListener<Void> listener) {
        String index = OverflowAlert.index(part.interval());
        String id = OverflowAlert.id(part.rule().rule().id(), part.interval());
        ActionListener<Void> again = listener.delegateResponse((next, failure) -> {
            if (tries > 1 && ExceptionsHelper.unwrapCause(failure) instanceof VersionConflictEngineException) {
                put(part, tries - 1, next);
            } else {
                next.onFailure(failure);
            }
        });
        client.get(
                new GetRequest(index, id),
                again.<GetResponse>delegateFailureAndWrap((next, found) -> write(part, found, next))
                        .delegateResponse((next, failure) -> {
                            if (ExceptionsHelper.unwrapCause(failure) instanceof IndexNotFoundException
                                    || ExceptionsHelper.unwrapCause(failure) instanceof ResourceNotFoundException) {
                                write(part, null, again);
                            } else {
                                again.onFailure(failure);
                            }
                        }));
    }

    private void write(Part part, @Nullable GetResponse found, ActionListener<Void> listener) {
        if (found == null || !found.isExists()) {
            create(part, listener);
            return;
        }
        Map<String, HeldBack> parts = parts(found.getSourceAsMap());
        if (part.heldBack().equals(parts.put(part.part(), part.heldBack()))) {
            listener.onResponse(null);
            return;
        }
        UpdateRequest update = new UpdateRequest(found.getIndex(), found.getId())
                .doc(OverflowAlert.changes(part.rule(), part.interval(), parts), XContentType.JSON)
                .setIfSeqNo(found.getSeqNo())
                .setIfPrimaryTerm(found.getPrimaryTerm());
        client.update(update, listener.map(updated -> null));
    }

    private void create(Part part, ActionListener<Void> listener) {
        Alert alert = OverflowAlert.of(part.rule(), part.interval(), Map.of(part.part(), part.heldBack()), part.run());
        client.index(AlertRequests.create(alert), listener.map(created -> null));
    }

    /** By name, so that the document reads alike whoever wrote it. */
    private static Map<String, HeldBack> parts(Map<String, Object> source) {
        Map<String, HeldBack> parts = new TreeMap<>();
        if (source.get("detect.overflow") instanceof Map<?, ?> overflow
                && overflow.get(PARTS) instanceof Map<?, ?> known) {
            new LinkedHashMap<>(known).forEach((name, part) -> parts.put(String.valueOf(name), HeldBack.fromMap(part)));
        }
        return parts;
    }
}
