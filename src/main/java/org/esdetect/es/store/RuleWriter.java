package org.esdetect.es.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.DocWriteRequest;
import org.elasticsearch.action.DocWriteResponse;
import org.elasticsearch.action.bulk.BulkItemResponse;
import org.elasticsearch.action.bulk.BulkRequest;
import org.elasticsearch.action.support.WriteRequest.RefreshPolicy;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.common.unit.ByteSizeValue;
import org.elasticsearch.rest.RestStatus;
import org.esdetect.rule.RuleDocument;

/**
 * Writes rules so that every node comes to know of it.
 *
 * <p>The generation of the store is raised with them, and again by the {@link Announcement}, which says why.
 */
final class RuleWriter {
    private static final int RULES_PER_REQUEST = 200;

    /** A small node counts what is being indexed against a tenth of its memory. */
    private static final long BYTES_PER_REQUEST = 5 * 1024 * 1024;

    private final Client client;
    private final LongSupplier nowMillis;
    private final Supplier<ByteSizeValue> maxSize;
    private final Announcement announcement;

    RuleWriter(Client client, LongSupplier nowMillis, Supplier<ByteSizeValue> maxSize, RuleBroadcast broadcast) {
        this.client = client;
        this.nowMillis = nowMillis;
        this.maxSize = maxSize;
        this.announcement = new Announcement(client, broadcast, "rules");
    }

    /**
     * Answers with one outcome a write, in order, when every node that can be reached has taken them. Fails only when
     * nothing could be written at all.
     */
    void write(List<RuleWrite> writes, ActionListener<List<RuleOutcome>> listener) {
        ActionListener.run(listener, next -> {
            RuleOutcome[] outcomes = new RuleOutcome[writes.size()];
            Deque<Ready> ready = new ArrayDeque<>(writes.size());
            for (int i = 0; i < outcomes.length; i++) {
                try {
                    ready.add(new Ready(i, writes.get(i).ruleId(), request(writes.get(i))));
                } catch (IllegalArgumentException tooLarge) {
                    outcomes[i] = new RuleOutcome.Failed(writes.get(i).ruleId(), tooLarge);
                }
            }
            send(ready, outcomes, next);
        });
    }

    /** @param index of its outcome */
    private record Ready(int index, String ruleId, DocWriteRequest<?> request) {}

    private void send(Deque<Ready> ready, RuleOutcome[] outcomes, ActionListener<List<RuleOutcome>> listener) {
        if (ready.isEmpty()) {
            announcement.announce(List.of(outcomes), listener);
            return;
        }
        BulkRequest bulk = new BulkRequest();
        List<Ready> sent = new ArrayList<>();
        while (!ready.isEmpty() && sent.size() < RULES_PER_REQUEST && bulk.estimatedSizeInBytes() < BYTES_PER_REQUEST) {
            sent.add(ready.remove());
            bulk.add(sent.get(sent.size() - 1).request);
        }
        bulk.add(StoreRequests.raiseGeneration());
        bulk.setRefreshPolicy(ready.isEmpty() ? RefreshPolicy.IMMEDIATE : RefreshPolicy.NONE); // one for all requests
        client.bulk(
                bulk,
                ActionListener.wrap(
                        response -> {
                            for (int i = 0; i < sent.size(); i++) {
                                outcomes[sent.get(i).index] = outcome(sent.get(i).ruleId, response.getItems()[i]);
                            }
                            send(ready, outcomes, listener);
                        },
                        failure -> {
                            sent.addAll(ready);
                            sent.forEach(lost -> outcomes[lost.index] = new RuleOutcome.Failed(lost.ruleId, failure));
                            giveUp(List.of(outcomes), failure, listener);
                        }));
    }

    /** Others will not fare better than the request that failed; what went before it is written and must be told. */
    private void giveUp(List<RuleOutcome> outcomes, Exception failure, ActionListener<List<RuleOutcome>> listener) {
        if (outcomes.stream().anyMatch(RuleOutcome::isChange)) {
            announcement.announce(outcomes, listener);
        } else {
            listener.onFailure(failure);
        }
    }

    private DocWriteRequest<?> request(RuleWrite write) {
        String id = RuleSource.documentId(write.ruleId());
        if (write instanceof RuleWrite.Put put) {
            Instant now = Instant.ofEpochMilli(nowMillis.getAsLong());
            return StoreRequests.put(id, RuleSource.of(put, json(put), now), put.precondition());
        }
        return StoreRequests.delete(id, write.precondition());
    }

    private String json(RuleWrite.Put put) {
        String json = RuleDocument.toJson(put.rule());
        ByteSizeValue size = ByteSizeValue.ofBytes(json.getBytes(StandardCharsets.UTF_8).length);
        if (size.compareTo(maxSize.get()) > 0) {
            throw new IllegalArgumentException("rule [" + put.ruleId() + "] has [" + size + "] as JSON, the limit is ["
                    + maxSize.get() + "]: shorten its query or its guide, or raise [" + StoreSettings.MAX_SIZE.getKey()
                    + "]");
        }
        return json;
    }

    static RuleOutcome outcome(String ruleId, BulkItemResponse item) {
        if (item.isFailed()) {
            return item.getFailure().getStatus() == RestStatus.CONFLICT
                    ? new RuleOutcome.Conflict(ruleId)
                    : new RuleOutcome.Failed(ruleId, item.getFailure().getCause());
        }
        DocWriteResponse response = item.getResponse();
        return switch (response.getResult()) {
            case CREATED -> new RuleOutcome.Written(ruleId, true, response.getVersion());
            case UPDATED, NOOP -> new RuleOutcome.Written(ruleId, false, response.getVersion());
            case DELETED -> new RuleOutcome.Deleted(ruleId);
            case NOT_FOUND -> new RuleOutcome.Missing(ruleId);
        };
    }
}
