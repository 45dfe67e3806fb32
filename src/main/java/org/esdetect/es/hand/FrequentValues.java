package org.esdetect.es.hand;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts values, of which there may be any number: from a bound on, new ones are counted together. For one thread. */
public final class FrequentValues {
    private static final int MAX_DISTINCT = 10_000;
    private static final int SHOWN = 10;

    private final Map<String, Long> counts = new HashMap<>();
    private long others;

    /**
     * What was counted.
     *
     * @param top the ten most frequent values, most frequent first
     * @param others how often any other value came
     */
    public record Snapshot(Map<String, Long> top, long others) {}

    void add(String value) {
        if (counts.containsKey(value) || counts.size() < MAX_DISTINCT) {
            counts.merge(value, 1L, Long::sum);
        } else {
            others++;
        }
    }

    Snapshot snapshot() {
        Map<String, Long> top = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .forEach(entry -> top.put(entry.getKey(), entry.getValue()));
        long all = counts.values().stream().mapToLong(Long::longValue).sum() + others;
        long shown = top.values().stream().mapToLong(Long::longValue).sum();
        return new Snapshot(top, all - shown);
    }
}
