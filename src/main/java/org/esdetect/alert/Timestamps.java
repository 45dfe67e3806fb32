package org.esdetect.alert;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Points in time as documents hold them: ISO-8601 from the year down to any fraction, with any offset (none is UTC), or
 * milliseconds since the epoch as number or text. Four digits alone are a year, as for Elasticsearch.
 */
final class Timestamps {
    private static final int LONGEST_TEXT = 64;

    /** What is further away is taken as this, so that differences in milliseconds cannot overflow. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final Pattern EPOCH_MILLIS = Pattern.compile("(-?\\d{5,18}|-\\d{1,4}|\\d{1,3})(\\.\\d+)?");
    private static final Pattern LONG_FRACTION = Pattern.compile("([.,]\\d{9})\\d+");

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendValue(ChronoField.YEAR, 4, 9, SignStyle.EXCEEDS_PAD)
            .appendPattern("[-MM[-dd['T'HH[:mm[:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalStart()
            .appendLiteral(',')
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false)
            .optionalEnd()
            .appendPattern("]][XXXXX][XXXX][X]]]]")
            .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
            .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** The first readable point in time at {@code path}. */
    static Optional<Instant> at(Map<String, Object> source, String path) {
        return SourcePath.nodes(source, path).stream()
                .flatMap(node -> parse(node).stream())
                .findFirst();
    }

    /** The point in time that {@code value} stands for; empty when it stands for none. */
    static Optional<Instant> parse(Object value) {
        if (value instanceof Number number) {
            return epochMillis(number);
        }
        if (!(value instanceof String text) || text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        Optional<Instant> common = InstantText.parse(text).map(Timestamps::within);
        if (common.isPresent()) {
            return common;
        }
        Matcher millis = EPOCH_MILLIS.matcher(text);
        return millis.matches() ? Optional.of(ofMillis(Long.parseLong(millis.group(1)))) : iso(text);
    }

    /** ISO-8601 in UTC with milliseconds, as every time field of an alert is written. */
    static String format(Instant instant) {
        return MILLIS.format(instant);
    }

    private static Optional<Instant> iso(String text) {
        try {
            TemporalAccessor parsed = ISO.parse(LONG_FRACTION.matcher(text).replaceFirst("$1"));
            ZoneOffset offset = parsed.isSupported(ChronoField.OFFSET_SECONDS)
                    ? ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS))
                    : ZoneOffset.UTC;
            return Optional.of(within(LocalDateTime.from(parsed).toInstant(offset)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> epochMillis(Number number) {
        if (number instanceof BigDecimal decimal) {
            return Optional.of(ofMillis(decimal.doubleValue()));
        }
        if (number instanceof Double || number instanceof Float) {
            double millis = number.doubleValue();
            return Double.isNaN(millis) ? Optional.empty() : Optional.of(ofMillis(millis));
        }
        if (number instanceof BigInteger integer) {
            return Optional.of(ofMillis(integer.doubleValue()));
        }
        return Optional.of(ofMillis(number.longValue()));
    }

    private static Instant ofMillis(double millis) {
        return ofMillis((long) millis); // the cast saturates
    }

    private static Instant ofMillis(long millis) {
        return within(Instant.ofEpochMilli(millis));
    }

    /** {@code instant}, or the end of the years that are told apart. */
    static Instant within(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return instant.isAfter(LATEST) ? LATEST : instant;
    }
}
