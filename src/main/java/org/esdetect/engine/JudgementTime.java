package org.esdetect.engine;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.esdetect.event.Event;
import org.esdetect.event.Values;

/**
 * When an event was there to be judged. Exceptions that expire are asked for this time, so that the same event has the
 * same verdict on its way into an index, in the sweep, in a run a day later and in a preview of last week.
 */
public final class JudgementTime {
    /** When the processor saw it; else when the event says that it was ingested. */
    private static final List<String> FIELDS = List.of("detect.at", "event.ingested");

    private JudgementTime() {}

    /** @param nowMillis for an event that does not tell when it arrived */
    public static long millis(Event event, long nowMillis) {
        for (String field : FIELDS) {
            Optional<Instant> time = event.values(field).stream()
                    .map(Values::momentBesideDate)
                    .filter(Objects::nonNull)
                    .findFirst();
            if (time.isPresent()) {
                return saturated(time.get());
            }
        }
        return nowMillis;
    }

    private static long saturated(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException beyond) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
