package org.esdetect.es.coverage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Since when the indices that rules name have been judged inline. An index that was attached to the pipeline between
 * two runs holds events that nobody judged, and a write that was under way may land some moments later.
 *
 * @param untilMillis by index UUID: when it was last seen not covered; {@link Long#MAX_VALUE} while it is not. An index
 *     that always was covered is not in it
 */
public record UncoveredIndices(SortedMap<String, Long> untilMillis) {
    public static final UncoveredIndices NONE = new UncoveredIndices(Collections.emptySortedMap());

    /** A write that began before the pipeline was attached is over by then. */
    private static final long GRACE_MILLIS = 120_000;

    /** By then every rule was run again; its interval is not longer. */
    private static final long FORGET_MILLIS = 7 * 86_400_000L;

    public UncoveredIndices {
        untilMillis = Collections.unmodifiableSortedMap(new TreeMap<>(untilMillis));
    }

    /**
     * What is known after a look at the cluster.
     *
     * @param uncovered the UUIDs of indices that are not covered now
     * @param existing the UUIDs of all indices
     */
    public UncoveredIndices observe(Set<String> uncovered, Set<String> existing, long nowMillis) {
        TreeMap<String, Long> next = new TreeMap<>();
        untilMillis.forEach((uuid, until) -> {
            long ended = until == Long.MAX_VALUE ? nowMillis : until;
            if (existing.contains(uuid) && nowMillis - ended < FORGET_MILLIS) {
                next.put(uuid, ended);
            }
        });
        uncovered.forEach(uuid -> next.put(uuid, Long.MAX_VALUE));
        return next.equals(untilMillis) ? this : new UncoveredIndices(next);
    }

    /** Whether the index holds something that was not judged inline since {@code sinceMillis}. */
    public boolean mustRead(String indexUuid, long sinceMillis) {
        Long until = untilMillis.get(indexUuid);
        return until != null && (until == Long.MAX_VALUE || until + GRACE_MILLIS >= sinceMillis);
    }

    Set<String> now() {
        TreeSet<String> uuids = new TreeSet<>();
        untilMillis.forEach((uuid, until) -> {
            if (until == Long.MAX_VALUE) {
                uuids.add(uuid);
            }
        });
        return uuids;
    }

    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(untilMillis);
    }

    public static UncoveredIndices fromMap(Map<String, Object> map) {
        TreeMap<String, Long> until = new TreeMap<>();
        map.forEach((uuid, value) -> until.put(uuid, ((Number) value).longValue()));
        return new UncoveredIndices(until);
    }
}
