package org.esdetect.condition;

import org.esdetect.event.Event;

/** The plain definition of what a condition means; every fast path and every index query is tested against it. */
public final class Evaluator {
    private Evaluator() {}

    /** Whether {@code event} satisfies {@code condition}. Never throws for what an event holds. */
    public static boolean matches(Condition condition, Event event) {
        throw new UnsupportedOperationException("not written yet");
    }
}
