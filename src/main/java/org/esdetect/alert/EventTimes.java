package org.esdetect.alert;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.esdetect.engine.JudgementTime;
import org.esdetect.event.MapEvent;

/**
 * When an event happened and when it arrived, as its document says. The document alone decides, so that every path that
 * writes an alert takes the same.
 *
 * @param occurred {@code @timestamp}
 * @param arrived what it was judged by, {@link JudgementTime#arrived}
 */
record EventTimes(Optional<Instant> occurred, Optional<Instant> arrived) {

    static EventTimes of(Map<String, Object> source) {
        return new EventTimes(
                Timestamps.at(source, "@timestamp"),
                JudgementTime.arrived(new MapEvent(source)).map(Timestamps::within));
    }

    /** The time people look for: when it happened, or when it arrived if the document does not tell. */
    Optional<Instant> best() {
        return occurred.or(() -> arrived);
    }
}
