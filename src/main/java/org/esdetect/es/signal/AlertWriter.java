package org.esdetect.es.signal;

import java.io.Closeable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.DocWriteRequest;
import org.elasticsearch.action.bulk.BackoffPolicy;
import org.elasticsearch.action.bulk.BulkProcessor2;
import org.elasticsearch.action.bulk.BulkRequest;
import org.elasticsearch.action.bulk.BulkResponse;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.OriginSettingClient;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.unit.ByteSizeValue;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.persistent.PersistentTasksService;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.alert.Alert;
import org.esdetect.es.DetectNames;
import org.esdetect.es.stats.StatsSource;

/**
 * Writes alerts with {@code create}: what is there already is counted as a duplicate and left alone, whatever an
 * analyst made of it. Any thread.
 *
 * <p>Nothing is written before the cluster has our template for the signals index, or an index with a guessed mapping
 * would be born.
 */
public final class AlertWriter implements StatsSource, Closeable {
    private static final Logger logger = LogManager.getLogger(AlertWriter.class);
    private static final int BULK_ALERTS = 1_000;
    private static final ByteSizeValue BULK_BYTES = ByteSizeValue.ofMb(5);
    private static final long REQUEST_BYTES = 500;
    private static final BackoffPolicy PAUSES = BackoffPolicy.exponentialBackoff(TimeValue.timeValueMillis(50), 8);
    /** The node waits for this when it stops; what is not written by then is written by the sweep. */
    private static final long CLOSE_SECONDS = 2;

    private final BooleanSupplier ready;
    private final AlertCounters counters;
    private final RetryingBulk bulk;
    private final BulkProcessor2 queue;
    private final FoldedAlerts folded;
    private final FoldingQueue foldingQueue;
    private final AtomicLong pendingBytes = new AtomicLong();
    private final AtomicLong pendingAlerts = new AtomicLong();
    private volatile long maxPendingBytes;

    /**
     * @param ready whether the cluster has our template for the signals index
     * @param settings for {@link SignalSettings#FLUSH_INTERVAL} and {@link SignalSettings#QUEUE_BYTES}
     */
    public AlertWriter(
            Client client, ThreadPool threadPool, BooleanSupplier ready, Settings settings, InstantSource clock) {
        Client own = new OriginSettingClient(client, PersistentTasksService.PERSISTENT_TASK_ORIGIN);
        this.ready = ready;
        this.counters = new AlertCounters(clock);
        this.bulk = new RetryingBulk(own::bulk, threadPool, PAUSES);
        this.folded = new FoldedAlerts(own, threadPool, clock::millis, counters::folded);
        this.foldingQueue = new FoldingQueue(
                folded, threadPool, SignalSettings.FLUSH_INTERVAL.get(settings), counters::queuedFolding);
        this.maxPendingBytes = SignalSettings.QUEUE_BYTES.get(settings).getBytes();
        // Counts its bytes itself: the processor's own bound cannot be changed while it runs.
        this.queue = BulkProcessor2.builder(this::send, new Accounting(), threadPool)
                .setBulkActions(BULK_ALERTS)
                .setBulkSize(BULK_BYTES)
                .setFlushInterval(SignalSettings.FLUSH_INTERVAL.get(settings))
                .setMaxBytesInFlight(ByteSizeValue.ofBytes(Long.MAX_VALUE))
                .setMaxNumberOfRetries(0)
                .build();
    }

    /** Follows {@link SignalSettings#QUEUE_BYTES}. */
    public void setMaxPendingBytes(ByteSizeValue bytes) {
        maxPendingBytes = bytes.getBytes();
    }

    /**
     * Queues an alert, to be written within the flush interval. Never blocks and never throws: what cannot be queued is
     * counted, and the sweep writes it.
     */
    public void offer(Alert alert) {
        if (!ready.getAsBoolean()) {
            counters.notReady();
            return;
        }
        if (pendingBytes.get() >= maxPendingBytes) {
            counters.rejected();
            return;
        }
        try {
            IndexRequest request = AlertRequests.create(alert);
            pendingBytes.addAndGet(bytes(request));
            pendingAlerts.incrementAndGet();
            if (alert.folding().isPresent()) {
                long bytes = bytes(request);
                foldingQueue.add(alert, () -> {
                    pendingBytes.addAndGet(-bytes);
                    pendingAlerts.decrementAndGet();
                });
            } else {
                enqueue(request);
            }
        } catch (RuntimeException | StackOverflowError failure) {
            counters.unwritable(alert.id(), failure);
        }
    }

    private void enqueue(IndexRequest request) {
        try {
            queue.add(request);
        } catch (RuntimeException closed) {
            logger.debug("alert left to the sweep", closed);
            pendingBytes.addAndGet(-bytes(request));
            pendingAlerts.decrementAndGet();
            counters.rejected();
        }
    }

    /**
     * Writes {@code alerts} in their order, a bounded bulk at a time, and says what became of them.
     *
     * @param listener answered once, on any thread: a report, in which single alerts may have failed, or a failure when
     *     nothing was tried because the signals template is not there yet
     */
    public void write(List<Alert> alerts, ActionListener<WriteReport> listener) {
        if (alerts.isEmpty()) {
            listener.onResponse(WriteReport.NOTHING);
        } else if (!ready.getAsBoolean()) {
            listener.onFailure(new ElasticsearchStatusException(
                    "no alert is written yet: the cluster does not have the index template [{}] of this version;"
                            + " the elected master installs it, see its log if this lasts",
                    RestStatus.SERVICE_UNAVAILABLE,
                    DetectNames.SIGNALS));
        } else {
            List<Alert> single = new ArrayList<>();
            List<Alert> toFold = new ArrayList<>();
            divide(alerts, single, toFold);
            writeFrom(
                    single,
                    0,
                    WriteReport.NOTHING,
                    ActionListener.notifyOnce(listener)
                            .delegateFailureAndWrap((next, written) -> folded.write(toFold, next.map(written::plus))));
        }
    }

    /** Those that stand for themselves, and those that are folded, with the building blocks before them. */
    private static void divide(List<Alert> alerts, List<Alert> single, List<Alert> toFold) {
        List<Alert> blocks = new ArrayList<>();
        for (Alert alert : alerts) {
            blocks.add(alert);
            if (!alert.source().containsKey("kibana.alert.group.index")) {
                (alert.folding().isPresent() ? toFold : single).addAll(blocks);
                blocks.clear();
            }
        }
        single.addAll(blocks);
    }

    private void writeFrom(List<Alert> alerts, int start, WriteReport before, ActionListener<WriteReport> listener) {
        if (start == alerts.size()) {
            listener.onResponse(before);
            return;
        }
        List<DocWriteRequest<?>> chunk = new ArrayList<>();
        Map<String, String> unwritable = new LinkedHashMap<>();
        long bytes = 0;
        int end = start;
        while (end < alerts.size() && end - start < BULK_ALERTS && bytes < BULK_BYTES.getBytes()) {
            Alert alert = alerts.get(end++);
            try {
                IndexRequest request = AlertRequests.create(alert);
                bytes += bytes(request);
                chunk.add(request);
            } catch (RuntimeException | StackOverflowError failure) {
                unwritable.put(alert.id(), counters.unwritable(alert.id(), failure));
            }
        }
        int rest = end;
        WriteReport sofar = before.plus(new WriteReport(0, 0, unwritable));
        if (chunk.isEmpty()) {
            writeFrom(alerts, rest, sofar, listener);
        } else {
            bulk.execute(chunk, items -> writeFrom(alerts, rest, sofar.plus(counters.count(items)), listener));
        }
    }

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public Map<String, Object> stats() {
        Map<String, Object> stats = counters.stats();
        stats.put("pending", pendingAlerts.get());
        stats.put("pending_bytes", pendingBytes.get());
        return stats;
    }

    /** Sends what is queued and waits a moment for it; afterwards {@link #offer} counts what comes as rejected. */
    @Override
    public void close() {
        bulk.close();
        try {
            if (!queue.awaitClose(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                logger.info(
                        "[{}] alerts were still being written when the node stopped; the sweep has them",
                        pendingAlerts);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Near enough to what it holds of the heap, and the same before and after it was sent. */
    private static long bytes(IndexRequest request) {
        return REQUEST_BYTES + request.source().length();
    }

    private void send(BulkRequest request, ActionListener<BulkResponse> listener) {
        bulk.execute(request.requests(), items -> listener.onResponse(new BulkResponse(items, 0)));
    }

    /** Gives back the bytes of each bulk, taken down before it is sent: a bulk may let go of its requests. */
    private final class Accounting implements BulkProcessor2.Listener {
        private record Size(int alerts, long bytes) {}

        private final Map<Long, Size> sent = new ConcurrentHashMap<>();

        @Override
        public void beforeBulk(long executionId, BulkRequest request) {
            long bytes = 0;
            for (DocWriteRequest<?> each : request.requests()) {
                bytes += bytes((IndexRequest) each);
            }
            sent.put(executionId, new Size(request.numberOfActions(), bytes));
        }

        @Override
        public void afterBulk(long executionId, BulkRequest request, BulkResponse response) {
            release(executionId);
            counters.count(response.getItems());
        }

        @Override
        public void afterBulk(long executionId, BulkRequest request, Exception failure) {
            int alerts = release(executionId);
            for (int i = 0; i < alerts; i++) {
                counters.failed(failure.toString());
            }
        }

        private int release(long executionId) {
            Size size = sent.remove(executionId);
            if (size == null) {
                return 0;
            }
            pendingBytes.addAndGet(-size.bytes());
            pendingAlerts.addAndGet(-size.alerts());
            return size.alerts();
        }
    }
}
