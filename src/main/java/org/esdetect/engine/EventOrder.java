package org.esdetect.engine;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.esdetect.event.Event;
import org.esdetect.event.Values;
import org.esdetect.rule.Rule;
import org.esdetect.sequence.Ordinal;
import org.jspecify.annotations.Nullable;

/**
 * The order of events that are in no index: by time and tiebreaker as the rule names them, then as they were given.
 * Without an index nothing but the event says what its time is: an ISO-8601 date, or milliseconds since 1970.
 */
record EventOrder(Rule.FieldNames fields) {
    private static final int NANOS_PER_MILLI = 1_000_000;

    /** Where {@code event} stands; empty when it has no time. */
    Optional<Ordinal> ordinal(Event event, int position) {
        return event.values(fields.timestamp()).stream()
                .map(Values::momentBesideDate)
                .filter(Objects::nonNull)
                .findFirst()
                .map(time -> ordinal(time, event, position));
    }

    private Ordinal ordinal(Instant time, Event event, int position) {
        // The id is compared as text, so all are of one length.
        String id = HexFormat.of().toHexDigits(position);
        return new Ordinal(
                time.toEpochMilli(), time.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MILLI, tiebreaker(event), "", id);
    }

    private @Nullable Object tiebreaker(Event event) {
        List<Object> values = event.values(fields.tiebreaker().orElse(Rule.FieldNames.DEFAULT_TIEBREAKER));
        return values.isEmpty() ? null : values.get(0);
    }
}
