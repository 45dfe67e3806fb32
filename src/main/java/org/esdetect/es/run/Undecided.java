package org.esdetect.es.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sequences that a run found but could not judge yet, because something that must not happen may still come, or because
 * a shard could not be read. A later run looks at them again although nothing new arrived.
 *
 * @param fromMillis the first event time that must be read again, inclusive
 * @param toMillis the last, inclusive
 * @param dueMillis when it is worth looking
 */
public record Undecided(long fromMillis, long toMillis, long dueMillis) {

    Undecided and(Undecided other) {
        return new Undecided(
                Math.min(fromMillis, other.fromMillis),
                Math.max(toMillis, other.toMillis),
                Math.min(dueMillis, other.dueMillis));
    }

    boolean holds(long timeMillis) {
        return fromMillis <= timeMillis && timeMillis <= toMillis;
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("from", fromMillis);
        map.put("to", toMillis);
        map.put("due", dueMillis);
        return map;
    }

    public static Undecided fromMap(Map<?, ?> map) {
        return new Undecided(number(map, "from"), number(map, "to"), number(map, "due"));
    }

    private static long number(Map<?, ?> map, String name) {
        if (map.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("[" + name + "] is no number in [" + map + "]");
    }
}
