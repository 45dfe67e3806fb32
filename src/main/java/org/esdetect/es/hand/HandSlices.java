package org.esdetect.es.hand;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRunnable;
import org.elasticsearch.tasks.TaskId;
import org.esdetect.es.run.ObservedRun;
import org.esdetect.es.run.RunProgress;
import org.esdetect.es.run.RunRequest;
import org.esdetect.es.run.RunResult;
import org.esdetect.es.run.RunTools;
import org.esdetect.es.run.Scope;
import org.esdetect.es.run.TimeWindow;

/**
 * Runs one rule over a long window stretch after stretch, so that one can see how far it is and stop it, and so that
 * what was found is written before all of it was read. A sequence belongs to the stretch in which its last event lies,
 * so it is found once, and has the same id as in one piece.
 */
final class HandSlices {
    private static final int MAX_SLICES = 100;
    private static final long MIN_SLICE_MILLIS = Duration.ofHours(6).toMillis();

    /** Starts a run of one stretch; {@link RuleRun#start}. */
    @FunctionalInterface
    interface Starter {
        void start(RunTools tools, RunRequest slice, ActionListener<RunResult> listener);
    }

    private final RunTools tools;
    private final Starter starter;
    private final HandRunTask task;
    private final TaskId taskId;

    HandSlices(RunTools tools, Starter starter, HandRunTask task) {
        this.tools = tools;
        this.starter = starter;
        this.task = task;
        this.taskId = new TaskId(tools.clusterService().localNode().getId(), task.getId());
    }

    /** The stretches of the run's window, in the order of time; one when it is short or has no ends. */
    static List<RunRequest> of(RunRequest run) {
        if (!(run.scope() instanceof Scope.Window window)
                || window.time().from().isEmpty()
                || window.time().to().isEmpty()) {
            return List.of(run);
        }
        TimeWindow time = window.time();
        long length = time.toMillis() - time.fromMillis() + 1;
        long slice = Math.max(MIN_SLICE_MILLIS, (length + MAX_SLICES - 1) / MAX_SLICES);
        List<RunRequest> slices = new ArrayList<>();
        for (long from = time.fromMillis(); from <= time.toMillis(); from += slice) {
            long to = Math.min(time.toMillis(), from + slice - 1);
            slices.add(run.over(new Scope.Window(
                    window.indices(),
                    new TimeWindow(time.timestamp(), time.override(), time.fallback(), from, to),
                    window.readable(),
                    window.byLastEvent())));
        }
        return slices;
    }

    /**
     * Runs {@code slices}, one after the other, and stops at the first that fails.
     *
     * @param whole the run that they are parts of
     * @param listener always answered with a result: the sum
     */
    void run(RunRequest whole, List<RunRequest> slices, ActionListener<SlicedResult> listener) {
        String ruleId = whole.rule().rule().id();
        RunProgress progress = new RunProgress(ruleId, whole.scope().describe(), System::nanoTime);
        task.begin(progress, ruleId);
        RunTools observed = new ObservedRun(task, taskId, progress).tools(tools);
        next(observed, new SlicedResult(whole, progress, slices.size()), slices, 0, listener.map(sum -> {
            progress.done();
            task.ruleDone(ruleId);
            return sum;
        }));
    }

    private void next(
            RunTools observed,
            SlicedResult sum,
            List<RunRequest> slices,
            int index,
            ActionListener<SlicedResult> listener) {
        if (index == slices.size() || sum.isStopped()) {
            listener.onResponse(sum);
            return;
        }
        if (task.isCancelled()) {
            sum.add(RunResult.none(
                    slices.get(index), RunResult.Outcome.CANCELLED, "cancelled: " + task.getReasonCancelled()));
            listener.onResponse(sum);
            return;
        }
        RunRequest slice = slices.get(index).capped(sum.left());
        starter.start(observed, slice, listener.delegateFailureAndWrap((done, result) -> {
            sum.add(ObservedRun.named(result, task));
            task.sliceDone();
            // Not from here, so that a hundred slices without an event are no hundred frames.
            observed.executor()
                    .execute(ActionRunnable.wrap(done, rest -> next(observed, sum, slices, index + 1, rest)));
        }));
    }
}
