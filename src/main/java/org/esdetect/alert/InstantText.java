package org.esdetect.alert;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Times as nearly all agents write them, {@code 2026-01-31T23:59:59.999Z} with up to nine digits of a second or none,
 * read without a general parser: each alert holds several.
 */
final class InstantText {
    /** Where the parts of the date and of the time end, and what stands there. */
    private static final String SHAPE = "    -  -  T  :  :  ";

    private static final int DIGITS_OF_NANOS = 9;

    private InstantText() {}

    /** Empty when {@code text} is not of this shape, or no such day or time exists. */
    static Optional<Instant> parse(String text) {
        int end = text.length() - 1;
        if (end < SHAPE.length() || end > SHAPE.length() + 1 + DIGITS_OF_NANOS || text.charAt(end) != 'Z') {
            return Optional.empty();
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            if (SHAPE.charAt(i) != ' ' && text.charAt(i) != SHAPE.charAt(i)) {
                return Optional.empty();
            }
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int nanos = nanos(text, end);
        int seconds = secondsOfDay(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
        boolean exists = year >= 0
                && (month >= 1 && month <= 12)
                && (day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth());
        return exists && nanos >= 0 && seconds >= 0
                ? Optional.of(at(LocalDate.of(year, month, day), seconds, nanos))
                : Optional.empty();
    }

    private static Instant at(LocalDate date, int secondsOfDay, int nanos) {
        return date.atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plusSeconds(secondsOfDay)
                .plusNanos(nanos);
    }

    private static int secondsOfDay(int hour, int minute, int second) {
        boolean exists = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return exists ? (hour * 60 + minute) * 60 + second : -1;
    }

    /** 0 without a fraction; negative when there is something else. */
    private static int nanos(String text, int end) {
        int start = SHAPE.length();
        if (start == end) {
            return 0;
        }
        int digits = end - start - 1;
        int nanos = text.charAt(start) == '.' && digits > 0 ? number(text, start + 1, end) : -1;
        for (int i = digits; i < DIGITS_OF_NANOS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Negative when a character is no digit. */
    private static int number(String text, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
