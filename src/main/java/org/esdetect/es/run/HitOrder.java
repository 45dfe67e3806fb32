package org.esdetect.es.run;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.common.document.DocumentField;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.esdetect.event.Event;
import org.esdetect.rule.Rule;
import org.esdetect.sequence.Ordinal;
import org.jspecify.annotations.Nullable;

/** Where hits stand in time, by the fields that a rule names. */
public record HitOrder(Rule.FieldNames fields) {
    /** The format in which a document value of a date tells all it knows. */
    private static final String NANOS = "strict_date_optional_time_nanos";

    private static final int NANOS_PER_MILLI = 1_000_000;

    /** The time of an event that has none: after all others. */
    private static final long NO_TIME = Long.MAX_VALUE;

    /** Asks a search for what {@link #time} needs. */
    SearchSourceBuilder ask(SearchSourceBuilder source) {
        return source.docValueField(fields.timestamp(), NANOS);
    }

    /** The event's own time; null when it has none and so takes no part in a sequence. */
    @Nullable
    Instant time(SearchHit hit) {
        DocumentField field = hit.field(fields.timestamp());
        Object value = field == null ? null : field.getValue();
        try {
            return value == null ? null : ZonedDateTime.parse(value.toString()).toInstant();
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    /** Where {@code event}, read from {@code hit}, stands; an event without a time after all others. */
    Ordinal ordinal(SearchHit hit, @Nullable Instant time, Event event) {
        return time == null
                ? new Ordinal(NO_TIME, 0, null, hit.getIndex(), hit.getId())
                : new Ordinal(
                        time.toEpochMilli(),
                        time.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MILLI,
                        tiebreaker(event),
                        hit.getIndex(),
                        hit.getId());
    }

    /** The time that {@code ordinal} was made of; empty when the event has none. */
    public static Optional<Instant> time(Ordinal ordinal) {
        return ordinal.timeMillis() == NO_TIME
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(ordinal.timeMillis()).plusNanos(ordinal.nanoOfMilli()));
    }

    private @Nullable Object tiebreaker(Event event) {
        List<Object> values = event.values(fields.tiebreaker().orElse(Rule.FieldNames.DEFAULT_TIEBREAKER));
        return values.isEmpty() ? null : values.get(0);
    }
}
