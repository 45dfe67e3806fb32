package org.esdetect.es.store;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.esdetect.engine.CompiledException;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.engine.ExceptionHits;
import org.esdetect.engine.ExceptionLists;
import org.esdetect.es.stats.StatsSource;

/** What exceptions kept from an alert on this node since it started. Any thread. */
public final class ExceptionCounters implements ExceptionHits, StatsSource {
    /** Names the section of the statistics. */
    public static final String SECTION = "exceptions";

    private final Supplier<CompiledRules> rules;
    private final InstantSource clock;
    private final Instant since;
    private final Map<String, Hits> byItem = new ConcurrentHashMap<>();

    private static final class Hits {
        private final LongAdder count = new LongAdder();
        private volatile long lastMillis;
    }

    public ExceptionCounters(Supplier<CompiledRules> rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
        this.since = time(clock.millis());
    }

    @Override
    public void hit(CompiledRule rule, CompiledException exception) {
        Hits hits = byItem.computeIfAbsent(exception.item().id(), unseen -> new Hits());
        hits.count.increment();
        hits.lastMillis = clock.millis();
    }

    @Override
    public String name() {
        return SECTION;
    }

    /** Of the items that there are; what was deleted is forgotten. */
    @Override
    public Map<String, Object> stats() {
        ExceptionLists lists = rules.get().exceptions();
        byItem.keySet().removeIf(id -> lists.item(id).isEmpty());
        long now = clock.millis();
        Map<String, Object> hits = new TreeMap<>();
        Map<String, Object> last = new TreeMap<>();
        long sum = 0;
        for (Map.Entry<String, Hits> entry : byItem.entrySet()) {
            long count = entry.getValue().count.sum();
            sum += count;
            hits.put(entry.getKey(), count);
            last.put(entry.getKey(), time(entry.getValue().lastMillis).toString());
        }
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("since", since.toString());
        stats.put("lists", lists.lists().size());
        stats.put("items", lists.items().size());
        stats.put("expired", count(lists, now));
        stats.put(
                "not_applied",
                lists.items().stream().filter(item -> !item.isApplied()).count());
        stats.put("hits", sum);
        stats.put("by_item", hits);
        stats.put("last_hit", last);
        return stats;
    }

    /** Whole seconds: as texts such times stand in their own order. */
    private static Instant time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
    }

    private static long count(ExceptionLists lists, long now) {
        return lists.items().stream().filter(item -> item.isExpired(now)).count();
    }

    /** Every node holds the same items. */
    @Override
    public Set<String> gauges() {
        return Set.of("lists", "items", "expired", "not_applied");
    }
}
