package org.esdetect.es.spread;

import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.tasks.TaskId;
import org.elasticsearch.tasks.TaskManager;
import org.elasticsearch.threadpool.Scheduler;
import org.elasticsearch.threadpool.ThreadPool;
import org.esdetect.engine.Detector;
import org.esdetect.es.run.ObservedRun;
import org.esdetect.es.run.RuleRun;
import org.esdetect.es.run.RunProgress;
import org.esdetect.es.run.RunRequest;
import org.esdetect.es.run.RunTools;

/**
 * Does the runs that the owner of the schedule sent to this node: with the rule as this node has it, within the time
 * that was set, under a task that tells how far it is.
 */
public final class RunWorker {
    private final Detector detector;
    private final RunTools tools;
    private final ThreadPool threadPool;
    private final Runnable worked;

    /** @param worked told of each run that this node does */
    public RunWorker(Detector detector, RunTools tools, ThreadPool threadPool, Runnable worked) {
        this.detector = detector;
        this.tools = tools;
        this.threadPool = threadPool;
        this.worked = worked;
    }

    /** @param listener always answered; with nothing done when this node does not hold that state of the rule */
    void run(
            RunMessage message,
            RuleRunTask task,
            TaskManager taskManager,
            ActionListener<RuleRunAction.Response> listener) {
        Optional<RunRequest> request = message.with(detector.current());
        if (request.isEmpty()) {
            listener.onResponse(RuleRunAction.Response.notHeld());
            return;
        }
        worked.run();
        RunProgress progress = new RunProgress(message.ruleId(), message.scope().describe(), System::nanoTime);
        task.tellOf(progress);
        Scheduler.Cancellable deadline = threadPool.schedule(
                () -> taskManager.cancelTaskAndDescendants(
                        task, tooLong(message.timeout()), false, ActionListener.noop()),
                message.timeout(),
                threadPool.generic());
        TaskId id = new TaskId(tools.clusterService().localNode().getId(), task.getId());
        RuleRun.start(new ObservedRun(task, id, progress).tools(tools), request.get(), listener.map(result -> {
            deadline.cancel();
            progress.done();
            return RuleRunAction.Response.of(
                    new RuleRunAction.Done(ObservedRun.named(result, task), progress.status()));
        }));
    }

    private static String tooLong(TimeValue timeout) {
        return "it took longer than [" + RunSpread.RUN_TIMEOUT.getKey() + "], [" + timeout
                + "]; what it had finished by then is kept";
    }
}
