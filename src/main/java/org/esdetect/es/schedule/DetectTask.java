package org.esdetect.es.schedule;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.admin.cluster.node.tasks.cancel.CancelTasksRequest;
import org.elasticsearch.common.util.concurrent.EsRejectedExecutionException;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.persistent.AllocatedPersistentTask;
import org.elasticsearch.tasks.TaskId;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.es.spread.Owner;
import org.esdetect.es.store.StateConflictException;

/**
 * The owner of the schedule, on one node of the cluster at a time: starts the next tick a second after the last was
 * over, until it is cancelled.
 */
final class DetectTask extends AllocatedPersistentTask {
    private static final Logger logger = LogManager.getLogger(DetectTask.class);
    private static final TimeValue PAUSE = TimeValue.timeValueSeconds(1);

    private final Ticks ticks;
    private final ThreadPool threadPool;
    private final ScheduleStats stats;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private String lastFailure = "";

    DetectTask(
            long id,
            String type,
            String action,
            String description,
            TaskId parent,
            Map<String, String> headers,
            Ticks ticks,
            ThreadPool threadPool,
            ScheduleStats stats) {
        super(id, type, action, description, parent, headers);
        this.ticks = ticks;
        this.threadPool = threadPool;
        this.stats = stats;
    }

    void start() {
        ticks.forget();
        stats.clockwork().started(this, threadPool.absoluteTimeInMillis());
        next(TimeValue.ZERO);
    }

    private void next(TimeValue pause) {
        if (stopped.get()) {
            return;
        }
        try {
            threadPool.schedule(this::tick, pause, threadPool.generic());
        } catch (EsRejectedExecutionException shutdown) {
            logger.debug("no more ticks: the node is shutting down", shutdown);
        }
    }

    private void tick() {
        if (stopped.get()) {
            return;
        }
        long nowMillis = threadPool.absoluteTimeInMillis();
        long startNanos = System.nanoTime();
        ActionListener<Void> done = ActionListener.wrap(
                ignored -> {
                    stats.ticked(nowMillis, (System.nanoTime() - startNanos) / 1_000_000);
                    lastFailure = "";
                },
                this::failed);
        ActionListener.run(
                ActionListener.runAfter(ActionListener.notifyOnce(done), () -> next(PAUSE)),
                listener -> ticks.tick(Instant.ofEpochMilli(nowMillis), owner(), listener));
    }

    /** Each tick's: what the task starts is its child, and ends with it. */
    private Owner owner() {
        return new Owner(new TaskId(ticks.localNodeId(), getId()), stopped::get);
    }

    private void failed(Exception failure) {
        stats.tickFailed(failure);
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof StateConflictException) {
            // Another node owns the schedule, or a write that seemed lost was not: the state is read again.
            logger.debug("the state of the schedule was written by another", failure);
        } else if (!message.equals(lastFailure)) {
            logger.warn("scheduled detection is held up and goes on when it can", failure);
        }
        lastFailure = message;
    }

    /**
     * Stops the ticks. When somebody cancelled the task over the task API, as against the master that moves or removes
     * it, the task is given back to be assigned anew: completing it would remove it.
     */
    @Override
    protected void onCancelled() {
        stop();
        if (CancelTasksRequest.DEFAULT_REASON.equals(getReasonCancelled())) {
            markAsLocallyAborted("cancelled by a user");
        } else {
            markAsCompleted();
        }
    }

    void stop() {
        stopped.set(true);
        stats.clockwork().stopped(this);
        ticks.forget();
    }
}
