package org.esdetect.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rule looks at when it is run, and how often: the texts of {@link Rule.Timing}, understood.
 *
 * <pre>{@code
 * LookBack lookBack = LookBack.of(rule.timing());
 * Instant start = lookBack.start(now);      // now-9m
 * }</pre>
 */
public final class LookBack {
    private static final Pattern INTERVAL = Pattern.compile("([1-9]\\d{0,8})([smhd])");

    private final DateMath from;
    private final DateMath to;
    private final Duration interval;

    private LookBack(DateMath from, DateMath to, Duration interval) {
        this.from = from;
        this.to = to;
        this.interval = interval;
    }

    /**
     * The look-back that {@code timing} describes.
     *
     * @throws IllegalArgumentException if a text of {@code timing} cannot be read; a rule that was read has no such
     *     text
     */
    public static LookBack of(Rule.Timing timing) {
        return new LookBack(
                required(DateMath.parse(timing.from()), "from", timing.from()),
                required(DateMath.parse(timing.to()), "to", timing.to()),
                required(interval(timing.interval()), "interval", timing.interval()));
    }

    /**
     * The instant that a text such as {@code now-9m}, {@code now-1d/d} or {@code 2026-11-21T00:00:00Z} means when it is
     * {@code now}; empty when it is none of these.
     */
    public static Optional<Instant> instant(String text, Instant now) {
        return DateMath.parse(text).map(time -> time.resolve(now));
    }

    /**
     * How long {@code 30s}, {@code 5m}, {@code 1h} or {@code 1d} is; empty when the text has another form or is zero.
     */
    public static Optional<Duration> interval(String text) {
        Matcher matcher = INTERVAL.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    /** The earliest time that a run at {@code now} looks at. */
    public Instant start(Instant now) {
        return from.resolve(now);
    }

    /** The time that a run at {@code now} ends at. */
    public Instant end(Instant now) {
        return to.resolve(now);
    }

    /** How much time a run at {@code now} looks at; zero when the window ends before it starts. */
    public Duration length(Instant now) {
        Duration length = Duration.between(start(now), end(now));
        return length.isNegative() ? Duration.ZERO : length;
    }

    /** The time between two runs. */
    public Duration interval() {
        return interval;
    }

    private static <T> T required(Optional<T> value, String name, String text) {
        return value.orElseThrow(() -> new IllegalArgumentException("[" + name + "] is [" + text + "]"));
    }
}
