package org.esdetect.es.spread;

import java.util.Map;
import org.elasticsearch.tasks.CancellableTask;
import org.elasticsearch.tasks.TaskId;
import org.esdetect.es.run.RunProgress;
import org.jspecify.annotations.Nullable;

/** One run of one rule, on the node that does it. */
final class RuleRunTask extends CancellableTask {
    private volatile @Nullable RunProgress progress;

    RuleRunTask(long id, String type, String action, String description, TaskId parent, Map<String, String> headers) {
        super(id, type, action, description, parent, headers);
    }

    /** From now on the task tells of {@code run}. */
    void tellOf(RunProgress run) {
        progress = run;
    }

    @Override
    public @Nullable Status getStatus() {
        RunProgress known = progress;
        return known == null ? null : known.status();
    }
}
