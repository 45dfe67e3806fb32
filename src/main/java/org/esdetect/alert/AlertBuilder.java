package org.esdetect.alert;

import java.util.List;
import org.esdetect.engine.CompiledRule;
import org.jspecify.annotations.Nullable;

/** Makes alert documents. A pure function of rule, events and run. */
public final class AlertBuilder {
    private AlertBuilder() {}

    /** The alert of a single-event rule. */
    public static Alert ofEvent(CompiledRule rule, SourceEvent event, AlertRun run) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * The alerts of a completed sequence: a building block for each event in step order, then the parent that people
     * see.
     *
     * @param steps the events of the positive steps, in step order
     * @param joinKeys the values the steps share, in key order; null where an optional key is missing
     */
    public static List<Alert> ofSequence(
            CompiledRule rule, List<SourceEvent> steps, List<@Nullable Object> joinKeys, AlertRun run) {
        throw new UnsupportedOperationException("not written yet");
    }
}
