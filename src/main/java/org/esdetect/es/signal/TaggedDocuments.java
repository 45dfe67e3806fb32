package org.esdetect.es.signal;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.lucene.util.BytesRef;
import org.elasticsearch.Version;
import org.elasticsearch.common.bytes.BytesArray;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.unit.ByteSizeValue;
import org.elasticsearch.common.util.concurrent.AbstractRunnable;
import org.elasticsearch.common.util.concurrent.ThreadContext;
import org.elasticsearch.common.xcontent.XContentHelper;
import org.elasticsearch.index.IndexModule;
import org.elasticsearch.index.engine.Engine;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.alert.Alert;
import org.esdetect.alert.AlertRun;
import org.esdetect.alert.SourceEvent;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.DetectNames;
import org.esdetect.es.ingest.TargetNames;
import org.esdetect.es.stats.StatsSource;
import org.esdetect.event.MapEvent;

/**
 * Sees documents that were just indexed on a primary of this node and hands those with our tag to the alert writer.
 *
 * <p>The indexing thread only looks for the tag and copies the source of a tagged document into a queue that is bounded
 * by bytes; one task at a time empties it on the plugin's own pool. What does not fit is counted and left to the sweep.
 */
public final class TaggedDocuments implements StatsSource {
    private static final Logger logger = LogManager.getLogger(TaggedDocuments.class);
    /** After so many documents the task makes room for others of the pool. */
    private static final int DOCUMENTS_PER_TURN = 1_000;

    private final Detector detector;
    private final TargetNames targets;
    private final AlertWriter writer;
    private final ThreadPool threadPool;
    private final InstantSource clock;
    private final String executionId;
    private final Queue<Document> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final LongAdder tagged = new LongAdder();
    private final LongAdder unconfirmed = new LongAdder();
    private final LongAdder alerts = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile long maxQueuedBytes;

    /** A tagged document as it was indexed; {@code source} is a copy that nobody recycles. */
    private record Document(String index, String id, BytesReference source, XContentType type) {}

    /**
     * @param executionId names this start of the node in the alerts
     * @param settings for {@link SignalSettings#QUEUE_BYTES}
     */
    public TaggedDocuments(
            Detector detector,
            TargetNames targets,
            AlertWriter writer,
            ThreadPool threadPool,
            InstantSource clock,
            String executionId,
            Settings settings) {
        this.detector = detector;
        this.targets = targets;
        this.writer = writer;
        this.threadPool = threadPool;
        this.clock = clock;
        this.executionId = executionId;
        this.maxQueuedBytes = SignalSettings.QUEUE_BYTES.get(settings).getBytes();
    }

    /** Follows {@link SignalSettings#QUEUE_BYTES}. */
    public void setMaxQueuedBytes(ByteSizeValue bytes) {
        maxQueuedBytes = bytes.getBytes();
    }

    /** Listens to {@code module}'s index if events may be in it. */
    public void listenTo(IndexModule module) {
        String index = module.getIndex().getName();
        boolean own = index.startsWith(".detect") || index.startsWith(DetectNames.SIGNALS + "-");
        if (!own && !module.indexSettings().getIndexMetadata().isSystem()) {
            module.addIndexOperationListener(new TagWatch(module.indexSettings(), this::enqueue, this::report));
        }
    }

    private void enqueue(String index, Engine.Index operation) {
        tagged.increment();
        if (queuedBytes.get() >= maxQueuedBytes) {
            rejected.increment();
            return;
        }
        BytesReference copy =
                new BytesArray(BytesRef.deepCopyOf(operation.source().toBytesRef()));
        Document document =
                new Document(index, operation.id(), copy, operation.parsedDoc().getXContentType());
        queuedBytes.addAndGet(copy.length());
        queue.add(document);
        startDraining();
    }

    private void startDraining() {
        if (!queue.isEmpty() && draining.compareAndSet(false, true)) {
            ThreadContext context = threadPool.getThreadContext();
            // The writing user must not be who writes the alert.
            try (ThreadContext.StoredContext ignored = context.stashContext()) {
                threadPool.executor(DetectNames.THREAD_POOL).execute(new Turn());
            }
        }
    }

    /** Takes up to {@link #DOCUMENTS_PER_TURN} documents. */
    private final class Turn extends AbstractRunnable {
        @Override
        protected void doRun() {
            for (int i = 0; i < DOCUMENTS_PER_TURN; i++) {
                Document document = queue.poll();
                if (document == null) {
                    return;
                }
                raise(document);
                queuedBytes.addAndGet(-document.source().length());
            }
        }

        /** The pool has no room: waiting documents would wait for the next tagged one, maybe for ever. */
        @Override
        public void onRejection(Exception failure) {
            for (Document document = queue.poll(); document != null; document = queue.poll()) {
                queuedBytes.addAndGet(-document.source().length());
                rejected.increment();
            }
        }

        @Override
        public void onFailure(Exception failure) {
            report(failure);
        }

        @Override
        public void onAfter() {
            draining.set(false);
            startDraining();
        }
    }

    private void raise(Document document) {
        try {
            Map<String, Object> source = XContentHelper.convertToMap(document.source(), false, document.type())
                    .v2();
            SourceEvent event = new SourceEvent(targets.of(document.index()), document.index(), document.id(), source);
            AlertRun run = new AlertRun(AlertRun.Mode.INLINE, clock.instant(), executionId, Version.CURRENT.toString());
            boolean raised = false;
            for (Alert alert : TaggedAlerts.of(event, detector.current(), run, Set.of(), this::report)) {
                alerts.increment();
                writer.offer(alert);
                raised = true;
            }
            if (!raised && !isHeldBack(source)) {
                unconfirmed.increment();
            }
        } catch (RuntimeException | StackOverflowError failure) {
            report(failure);
        }
    }

    /** That no alert came of it is no doubt about its tag. */
    private static boolean isHeldBack(Map<String, Object> source) {
        return !new MapEvent(source).values(DetectNames.TAG_CAPPED).isEmpty();
    }

    private void report(CompiledRule rule, Throwable failure) {
        failed.increment();
        logger.debug(() -> "rule [" + rule.rule().id() + "] could not judge an indexed event again", failure);
    }

    private void report(Throwable failure) {
        failed.increment();
        logger.debug("a tagged document is left to the sweep", failure);
    }

    @Override
    public String name() {
        return "listener";
    }

    @Override
    public Map<String, Object> stats() {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("tagged_documents", tagged.sum());
        stats.put("unconfirmed_documents", unconfirmed.sum());
        stats.put("alerts", alerts.sum());
        stats.put("rejected", rejected.sum());
        stats.put("failed", failed.sum());
        stats.put("queued_bytes", queuedBytes.get());
        return stats;
    }
}
