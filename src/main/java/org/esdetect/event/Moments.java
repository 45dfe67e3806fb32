package org.esdetect.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Reads ISO-8601 dates with at least a day: {@code 2024-05-01}, {@code 2024-05-01T12:30:00.5+02:00}. Without a zone
 * they are UTC, without a time the day's first moment.
 *
 * <p>By hand and not by a formatter: nearly every string that is asked about is no date, and must cost a glance.
 */
final class Moments {
    private static final int MAX_LENGTH = 48;
    private static final int DAY_LENGTH = 10;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int UNREADABLE = Integer.MIN_VALUE;

    private final String text;
    private int at;

    private Moments(String text) {
        this.text = text;
    }

    /** The moment that {@code text} spells; null when it spells none. */
    static @Nullable Instant parse(String text) {
        if (text.length() < DAY_LENGTH
                || text.length() > MAX_LENGTH
                || text.charAt(4) != '-'
                || text.charAt(7) != '-') {
            return null;
        }
        return new Moments(text).read();
    }

    private @Nullable Instant read() {
        int year = digits(4);
        at++;
        int month = digits(2);
        at++;
        int day = digits(2);
        if (year < 0 || month < 1 || month > 12 || day < 1) {
            return null;
        }
        if (day > YearMonth.of(year, month).lengthOfMonth()) {
            return null;
        }
        long seconds = LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY;
        if (at == text.length()) {
            return Instant.ofEpochSecond(seconds);
        }
        return next('T') ? readTime(seconds) : null;
    }

    private @Nullable Instant readTime(long day) {
        int hour = digits(2);
        int minute = next(':') ? digits(2) : 0;
        int second = 0;
        int nanos = 0;
        if (next(':')) {
            second = digits(2);
            if (next('.') || next(',')) {
                nanos = fraction();
            }
        }
        int offsetSeconds = zone();
        boolean valid = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        if (!valid || nanos < 0 || offsetSeconds == UNREADABLE || at != text.length()) {
            return null;
        }
        return Instant.ofEpochSecond(day + hour * 3600L + minute * 60L + second - offsetSeconds, nanos);
    }

    /** The offset from UTC in seconds. */
    private int zone() {
        if (at == text.length() || next('Z')) {
            return 0;
        }
        int sign = next('+') ? 1 : next('-') ? -1 : 0;
        int hours = digits(2);
        int minutes = next(':') || at < text.length() ? digits(2) : 0;
        boolean valid = sign != 0 && hours >= 0 && hours <= 18 && minutes >= 0 && minutes < 60;
        return valid ? sign * (hours * 3600 + minutes * 60) : UNREADABLE;
    }

    /** One to nine digits after the point, as nanoseconds. */
    private int fraction() {
        int start = at;
        int nanos = 0;
        while (at < text.length() && at - start < 9 && isDigit(text.charAt(at))) {
            nanos = nanos * 10 + (text.charAt(at++) - '0');
        }
        if (at == start) {
            return -1;
        }
        for (int i = at - start; i < 9; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** A number of exactly {@code count} digits; -1 when they are not there. */
    private int digits(int count) {
        if (at + count > text.length()) {
            return -1;
        }
        int value = 0;
        for (int end = at + count; at < end; at++) {
            char c = text.charAt(at);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private boolean next(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
