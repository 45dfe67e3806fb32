package org.esdetect.event;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Date;

/** The three shapes of value that a rule knows; what an ingest processor may have put beside them becomes text. */
public final class Scalars {
    private Scalars() {}

    /**
     * {@code value} as a {@link String}, {@link Number} or {@link Boolean}.
     *
     * @param value neither null nor an object nor an array
     */
    public static Object of(Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof ZonedDateTime time) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        }
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value.toString();
    }
}
