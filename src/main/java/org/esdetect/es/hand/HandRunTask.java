package org.esdetect.es.hand;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticsearch.tasks.CancellableTask;
import org.elasticsearch.tasks.TaskId;
import org.esdetect.es.run.RunProgress;

/** What somebody asked for, a run or a preview: can be cancelled, and tells how far it is. */
public final class HandRunTask extends CancellableTask {
    private final AtomicInteger slices = new AtomicInteger();
    private final AtomicInteger slicesDone = new AtomicInteger();
    private final AtomicInteger rules = new AtomicInteger();
    private final AtomicInteger rulesDone = new AtomicInteger();
    private final ConcurrentSkipListMap<String, RunProgress> running = new ConcurrentSkipListMap<>();

    public HandRunTask(
            long id, String type, String action, String description, TaskId parent, Map<String, String> headers) {
        super(id, type, action, description, parent, headers);
    }

    /** So much is to be done. */
    void plan(int ofRules, int ofSlices) {
        rules.addAndGet(ofRules);
        slices.addAndGet(ofSlices);
    }

    void begin(RunProgress progress, String ruleId) {
        running.put(ruleId, progress);
    }

    void sliceDone() {
        slicesDone.incrementAndGet();
    }

    void ruleDone(String ruleId) {
        running.remove(ruleId);
        rulesDone.incrementAndGet();
    }

    @Override
    public HandRunStatus getStatus() {
        return new HandRunStatus(
                rules.get(),
                rulesDone.get(),
                slices.get(),
                slicesDone.get(),
                running.values().stream().map(RunProgress::status).toList());
    }
}
