package org.esdetect.rule;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in time as rules write it: {@code now}, {@code now-9m}, {@code now-48h/h} (rounded down to the full hour,
 * UTC), or a fixed instant such as {@code 2026-11-21T00:00:00Z}.
 *
 * <p>Units are Elasticsearch's: {@code y M w d h H m s}.
 */
final class DateMath {
    private static final Pattern TERM = Pattern.compile("([+-])(\\d{1,9})([yMwdhHms])|/([yMwdhHms])");

    /** Elasticsearch's dates end here, and milliseconds since the epoch do not overflow. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Applied in order to the start; empty for the start itself. */
    private final List<Term> terms;

    /** Empty for {@code now}. */
    private final Optional<Instant> fixed;

    private DateMath(Optional<Instant> fixed, List<Term> terms) {
        this.fixed = fixed;
        this.terms = List.copyOf(terms);
    }

    /** The point in time that {@code text} names; empty when it names none. */
    static Optional<DateMath> parse(String text) {
        if (!text.startsWith("now")) {
            try {
                return Optional.of(new DateMath(Optional.of(Instant.parse(text)), List.of()));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        List<Term> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(text).region("now".length(), text.length());
        while (matcher.lookingAt()) {
            terms.add(
                    matcher.group(4) != null
                            ? new Round(matcher.group(4).charAt(0))
                            : new Shift(
                                    Long.parseLong(matcher.group(1) + matcher.group(2)),
                                    unit(matcher.group(3).charAt(0))));
            matcher.region(matcher.end(), text.length());
        }
        return matcher.regionStart() == text.length()
                ? Optional.of(new DateMath(Optional.empty(), terms))
                : Optional.empty();
    }

    /** The instant that is meant when it is {@code now}, within the years 1 to 9999. */
    Instant resolve(Instant now) {
        Instant instant = fixed.orElseGet(() -> apply(now));
        return instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
    }

    private Instant apply(Instant now) {
        ZonedDateTime time = now.atZone(ZoneOffset.UTC);
        for (Term term : terms) {
            try {
                time = term.apply(time);
            } catch (DateTimeException | ArithmeticException e) {
                return term instanceof Shift shift && shift.amount > 0 ? LATEST : EARLIEST;
            }
        }
        return time.toInstant();
    }

    private sealed interface Term {
        ZonedDateTime apply(ZonedDateTime time);
    }

    private record Shift(long amount, ChronoUnit unit) implements Term {
        @Override
        public ZonedDateTime apply(ZonedDateTime time) {
            return time.plus(amount, unit);
        }
    }

    private record Round(char unit) implements Term {
        @Override
        public ZonedDateTime apply(ZonedDateTime time) {
            ZonedDateTime day = time.truncatedTo(ChronoUnit.DAYS);
            return switch (unit) {
                case 'y' -> day.withDayOfYear(1);
                case 'M' -> day.withDayOfMonth(1);
                case 'w' -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                default -> time.truncatedTo(DateMath.unit(unit));
            };
        }
    }

    private static ChronoUnit unit(char letter) {
        return switch (letter) {
            case 'y' -> ChronoUnit.YEARS;
            case 'M' -> ChronoUnit.MONTHS;
            case 'w' -> ChronoUnit.WEEKS;
            case 'd' -> ChronoUnit.DAYS;
            case 'h', 'H' -> ChronoUnit.HOURS;
            case 'm' -> ChronoUnit.MINUTES;
            case 's' -> ChronoUnit.SECONDS;
            default -> throw new IllegalArgumentException("no unit [" + letter + "]");
        };
    }
}
