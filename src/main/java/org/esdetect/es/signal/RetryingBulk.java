package org.esdetect.es.signal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.DocWriteRequest;
import org.elasticsearch.action.bulk.BackoffPolicy;
import org.elasticsearch.action.bulk.BulkItemResponse;
import org.elasticsearch.action.bulk.BulkRequest;
import org.elasticsearch.action.bulk.BulkResponse;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.threadpool.ThreadPool;

/**
 * Sends a bulk, and what the cluster had no room for (429) again after a pause, item by item. Elasticsearch's own retry
 * neither waits nor retries when another item of the bulk failed for good, and a duplicate alert is such a failure.
 */
final class RetryingBulk {
    private final BiConsumer<BulkRequest, ActionListener<BulkResponse>> bulk;
    private final ThreadPool threadPool;
    private final BackoffPolicy pauses;
    private volatile boolean closed;

    RetryingBulk(
            BiConsumer<BulkRequest, ActionListener<BulkResponse>> bulk, ThreadPool threadPool, BackoffPolicy pauses) {
        this.bulk = bulk;
        this.threadPool = threadPool;
        this.pauses = pauses;
    }

    /**
     * Answers once, on any thread, with one item for each request, in their order. A bulk that fails as a whole is that
     * failure for each of its items.
     */
    void execute(List<DocWriteRequest<?>> requests, Consumer<BulkItemResponse[]> done) {
        int[] all = IntStream.range(0, requests.size()).toArray();
        new Attempts(List.copyOf(requests), done).send(all);
    }

    /** From now on nothing is retried. */
    void close() {
        closed = true;
    }

    /** The sends of one bulk until each item has its last answer. One send at a time. */
    private final class Attempts {
        private final List<DocWriteRequest<?>> requests;
        private final Consumer<BulkItemResponse[]> done;
        private final BulkItemResponse[] answers;
        private final Iterator<TimeValue> delays = pauses.iterator();

        private Attempts(List<DocWriteRequest<?>> requests, Consumer<BulkItemResponse[]> done) {
            this.requests = requests;
            this.done = done;
            this.answers = new BulkItemResponse[requests.size()];
        }

        private void send(int[] positions) {
            BulkRequest request = new BulkRequest();
            for (int position : positions) {
                if (requests.get(position) instanceof IndexRequest again) {
                    again.reset();
                }
                request.add(requests.get(position));
            }
            ActionListener.run(
                    ActionListener.notifyOnce(new Answer(positions)), answer -> bulk.accept(request, answer));
        }

        /**
         * Not made of two lambdas by {@code ActionListener.wrap}, which would answer a second time when the first
         * throws.
         */
        private final class Answer implements ActionListener<BulkResponse> {
            private final int[] positions;

            private Answer(int[] positions) {
                this.positions = positions;
            }

            @Override
            public void onResponse(BulkResponse response) {
                take(positions, response.getItems());
            }

            @Override
            public void onFailure(Exception failure) {
                take(positions, failed(positions, failure));
            }
        }

        private BulkItemResponse[] failed(int[] positions, Exception failure) {
            return Arrays.stream(positions)
                    .mapToObj(requests::get)
                    .map(request -> BulkItemResponse.failure(
                            0,
                            request.opType(),
                            new BulkItemResponse.Failure(
                                    request.index(), request.id(), failure, ExceptionsHelper.status(failure))))
                    .toArray(BulkItemResponse[]::new);
        }

        private void take(int[] positions, BulkItemResponse[] items) {
            List<Integer> refused = new ArrayList<>();
            for (int i = 0; i < positions.length; i++) {
                answers[positions[i]] = items[i];
                if (items[i].isFailed() && items[i].getFailure().getStatus() == RestStatus.TOO_MANY_REQUESTS) {
                    refused.add(positions[i]);
                }
            }
            if (refused.isEmpty() || closed || !delays.hasNext()) {
                done.accept(answers);
            } else {
                sendLater(refused.stream().mapToInt(Integer::intValue).toArray(), delays.next());
            }
        }

        private void sendLater(int[] positions, TimeValue delay) {
            try {
                threadPool.schedule(() -> send(positions), delay, threadPool.generic());
            } catch (RuntimeException shuttingDown) {
                done.accept(answers);
            }
        }
    }
}
