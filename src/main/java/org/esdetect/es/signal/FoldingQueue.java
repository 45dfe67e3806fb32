package org.esdetect.es.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.common.util.concurrent.EsRejectedExecutionException;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.alert.Alert;

/** Alerts that wait to be folded with others that come within a moment; one write at a time. Any thread. */
final class FoldingQueue {
    private static final int ALERTS_AT_ONCE = 1_000;

    private final FoldedAlerts folded;
    private final ThreadPool threadPool;
    private final TimeValue pause;
    private final Consumer<WriteReport> done;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    private record Waiting(Alert alert, Runnable release) {}

    /** @param done told what became of each write */
    FoldingQueue(FoldedAlerts folded, ThreadPool threadPool, TimeValue pause, Consumer<WriteReport> done) {
        this.folded = folded;
        this.threadPool = threadPool;
        this.pause = pause;
        this.done = done;
    }

    /** @param release run when the alert no longer waits */
    void add(Alert alert, Runnable release) {
        waiting.add(new Waiting(alert, release));
        writeSoon();
    }

    private void writeSoon() {
        if (!waiting.isEmpty() && writing.compareAndSet(false, true)) {
            try {
                threadPool.schedule(this::write, pause, threadPool.generic());
            } catch (EsRejectedExecutionException shuttingDown) {
                writing.set(false);
            }
        }
    }

    private void write() {
        List<Alert> alerts = new ArrayList<>();
        List<Runnable> releases = new ArrayList<>();
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            alerts.add(next.alert());
            releases.add(next.release());
            if (alerts.size() == ALERTS_AT_ONCE) {
                break;
            }
        }
        ActionListener<WriteReport> written = ActionListener.wrap(done::accept, failure -> {});
        ActionListener.run(
                ActionListener.runAfter(written, () -> {
                    releases.forEach(Runnable::run);
                    writing.set(false);
                    writeSoon();
                }),
                listener -> folded.write(alerts, listener));
    }
}
