package org.esdetect.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * The index of an event's alerts: {@code signals-detect-YYYY.MM}, the month of the event's {@code @timestamp} in UTC.
 *
 * <p>A pure function of the document, never of a clock: the same event goes to the same index on every path, so that
 * {@code create} finds every duplicate without a search. A clock that is far off must not make indices at will:
 *
 * <ul>
 *   <li>the time is moved into [arrival - 35 days, arrival + 1 day], where the document tells its arrival;
 *   <li>without a readable {@code @timestamp} the arrival counts, and without either January 2000;
 *   <li>before 2000 is January 2000, after 2099 is December 2099.
 * </ul>
 */
public final class SignalsIndex {
    /** What the names of all alert indices begin with. */
    public static final String PREFIX = "signals-detect-";

    private static final Duration LATEST_AFTER_ARRIVAL = Duration.ofDays(1);
    /** How long after it happened an event may arrive and still be in the index of its own time. */
    public static final Duration LONGEST_DELAY = Duration.ofDays(35);

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2099;

    private SignalsIndex() {}

    /** The index of the alerts of {@code event}; for a sequence, ask with its first event. */
    public static String of(SourceEvent event) {
        return of(EventTimes.of(event.source()));
    }

    static String of(EventTimes times) {
        return times.best().map(time -> name(clamp(time, times.arrived()))).orElseGet(() -> name(FIRST_YEAR, 1));
    }

    private static Instant clamp(Instant time, Optional<Instant> arrival) {
        if (arrival.isEmpty()) {
            return time;
        }
        Instant earliest = arrival.get().minus(LONGEST_DELAY);
        Instant latest = arrival.get().plus(LATEST_AFTER_ARRIVAL);
        if (time.isBefore(earliest)) {
            return earliest;
        }
        return time.isAfter(latest) ? latest : time;
    }

    private static String name(Instant time) {
        LocalDate date = LocalDate.ofInstant(time, ZoneOffset.UTC);
        if (date.getYear() < FIRST_YEAR) {
            return name(FIRST_YEAR, 1);
        }
        return date.getYear() > LAST_YEAR ? name(LAST_YEAR, 12) : name(date.getYear(), date.getMonthValue());
    }

    private static String name(int year, int month) {
        return String.format(Locale.ROOT, "%s%04d.%02d", PREFIX, year, month);
    }
}
