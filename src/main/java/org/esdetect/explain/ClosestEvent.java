package org.esdetect.explain;

import java.util.List;
import java.util.Optional;
import org.esdetect.event.Event;
import org.esdetect.explain.SequenceExplanation.Miss;

/** The event that lacks least of a step that none satisfies: the fewest tests would have to change. */
final class ClosestEvent {
    /** Beyond so many the first ones must do. */
    private static final int MAX_TRIED = 1_000;

    private ClosestEvent() {}

    /** The first of the closest; empty when there are no events. */
    static Optional<Miss.Closest> to(PlannedStep step, List<? extends Event> events) {
        int closest = -1;
        int least = Integer.MAX_VALUE;
        for (int position = 0; position < Math.min(events.size(), MAX_TRIED); position++) {
            int distance = step.outline().distance(events.get(position), true);
            if (distance < least) {
                least = distance;
                closest = position;
            }
        }
        return closest < 0
                ? Optional.empty()
                : Optional.of(
                        new Miss.Closest(closest, step.step(), step.outline().explain(events.get(closest))));
    }
}
