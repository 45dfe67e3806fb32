package org.esdetect.explain;

import java.util.Locale;

/** Spans of time for people. */
final class Durations {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Durations() {}

    /** Two units at most: {@code 1d 3h}, {@code 5m}, {@code 12.345s}, {@code 7ms}. */
    static String of(long millis) {
        if (millis < SECOND) {
            return millis + "ms";
        }
        if (millis < MINUTE) {
            long rest = millis % SECOND;
            return millis / SECOND + (rest == 0 ? "" : String.format(Locale.ROOT, ".%03d", rest)) + "s";
        }
        if (millis < HOUR) {
            return two(millis / MINUTE, "m", of(millis % MINUTE), millis % MINUTE);
        }
        return millis < DAY
                ? two(millis / HOUR, "h", millis % HOUR / MINUTE + "m", millis % HOUR / MINUTE)
                : two(millis / DAY, "d", millis % DAY / HOUR + "h", millis % DAY / HOUR);
    }

    private static String two(long count, String unit, String rest, long left) {
        return count + unit + (left == 0 ? "" : " " + rest);
    }
}
