package org.esdetect.engine;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.esdetect.event.Event;
import org.esdetect.event.Values;

/**
 * When an event was there to be judged. Exceptions that expire are asked for this time, so that the same event has the
 * same verdict on its way into an index, in the sweep, in a run a day later and in a preview of last week.
 */
public final class JudgementTime {
    /** The fields that tell: when the processor saw it; else when the event says that it was ingested. */
    public static final List<String> FIELDS = List.of("detect.at", "event.ingested");

    private JudgementTime() {}

    /** @param nowMillis for an event that does not tell when it arrived */
    public static long millis(Event event, long nowMillis) {
        return told(event).orElse(nowMillis);
    }

    /** In milliseconds of the epoch; empty when the event does not tell when it arrived. */
    public static OptionalLong told(Event event) {
        return arrived(event).stream().mapToLong(Instant::toEpochMilli).findFirst();
    }

    /**
     * When the event arrived, as it tells itself: the first of {@link #FIELDS} that holds an ISO-8601 date, of any
     * offset, or milliseconds since 1970 as number or text; of several values the first that does. Empty when none
     * does.
     */
    public static Optional<Instant> arrived(Event event) {
        return FIELDS.stream()
                .flatMap(field -> event.values(field).stream())
                .map(Values::momentBesideDate)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
