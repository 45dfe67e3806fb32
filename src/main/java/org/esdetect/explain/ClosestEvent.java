package org.esdetect.explain;

import java.util.List;
import java.util.Optional;
import org.esdetect.event.Event;
import org.esdetect.explain.SequenceExplanation.Miss;

/** The event that lacks least of a step that none satisfies: the fewest tests would have to change. Of several the first. */
final class ClosestEvent {
    /** Beyond so many the first ones must do. */
    private static final int MAX_TRIED = 1_000;

    private ClosestEvent() {}

    static Optional<Miss.Closest> to(PlannedStep step, List<? extends Event> events) {
        Miss.Closest closest = null;
        int least = Integer.MAX_VALUE;
        for (int position = 0; position < Math.min(events.size(), MAX_TRIED); position++) {
            Clause clause = step.outline().explain(events.get(position));
            int distance = distance(clause, true);
            if (distance < least) {
                least = distance;
                closest = new Miss.Closest(position, step.step(), clause);
            }
        }
        return Optional.ofNullable(closest);
    }

    /** How many tests must change for {@code clause} to come out as {@code wanted}. */
    static int distance(Clause clause, boolean wanted) {
        if (clause.matched() == wanted) {
            return 0;
        }
        boolean each = wanted
                ? clause.kind() == Clause.Kind.AND || clause.kind() == Clause.Kind.EVENT
                : clause.kind() == Clause.Kind.OR;
        return switch (clause.kind()) {
            case TEST, CATEGORY -> 1;
            case NOT -> distance(clause.parts().get(0), !wanted);
            case AND, OR, EVENT -> {
                java.util.stream.IntStream distances = clause.parts().stream().mapToInt(part -> distance(part, wanted));
                yield each ? distances.sum() : distances.min().orElse(1);
            }
        };
    }
}
