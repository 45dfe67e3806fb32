package org.esdetect.es.health;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which of several counters grew within the last ten minutes, as far as one can see who looks now and then. For one
 * thread at a time.
 */
public final class RecentGrowth {
    static final long RECENT_MILLIS = 600_000;

    private record Seen(long value, long grewMillis) {}

    private final Map<String, Seen> seen = new TreeMap<>();

    /** Looks at a counter; whether it grew lately. What it counted before the first look is taken as new. */
    public boolean grewLately(String counter, long value, long nowMillis) {
        Seen before = seen.get(counter);
        if (before == null || value != before.value()) {
            before = new Seen(value, value == 0 ? Long.MIN_VALUE : nowMillis);
            seen.put(counter, before);
        }
        return before.grewMillis() != Long.MIN_VALUE && nowMillis - before.grewMillis() < RECENT_MILLIS;
    }
}
