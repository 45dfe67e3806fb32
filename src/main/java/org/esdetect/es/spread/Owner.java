package org.esdetect.es.spread;

import java.util.function.BooleanSupplier;
import org.elasticsearch.tasks.TaskId;

/**
 * Who owns the schedule, as seen by what he started.
 *
 * @param task the parent of every run
 * @param stopped turns true when this node no longer owns the schedule
 */
public record Owner(TaskId task, BooleanSupplier stopped) {
    public boolean isStopped() {
        return stopped.getAsBoolean();
    }
}
