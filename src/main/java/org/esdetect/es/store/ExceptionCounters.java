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

/**
 * What exceptions kept from an alert on this node since it started, and what of that {@link KeptHits} has not yet
 * written down. Any thread.
 */
public final class ExceptionCounters implements ExceptionHits, StatsSource {
    /** Names the section of the statistics. */
    public static final String SECTION = "exceptions";

    /** Of these statistics: hits by item that are not in {@link KeptHits} yet. */
    public static final String NOT_KEPT = "not_kept";

    private final Supplier<CompiledRules> rules;
    private final InstantSource clock;
    private final Instant since;
    private final Map<String, Hits> byItem = new ConcurrentHashMap<>();

    private static final class Hits {
        private final LongAdder count = new LongAdder();
        private final LongAdder kept = new LongAdder();
        private volatile long lastMillis;

        long notKept() {
            return count.sum() - kept.sum();
        }
    }

    /** What is to be written down of one item. */
    record Unkept(long count, Instant last) {}

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

    /** When this node began to count. */
    Instant since() {
        return since;
    }

    /** What is not written down yet, by item; nothing of items that are gone. */
    Map<String, Unkept> unkept() {
        forgetDeleted();
        Map<String, Unkept> unkept = new TreeMap<>();
        byItem.forEach((id, hits) -> {
            long count = hits.notKept();
            if (count > 0) {
                unkept.put(id, new Unkept(count, time(hits.lastMillis)));
            }
        });
        return unkept;
    }

    /** That is written down now. */
    void kept(Map<String, Unkept> written) {
        written.forEach((id, unkept) -> {
            Hits hits = byItem.get(id);
            if (hits != null) {
                hits.kept.add(unkept.count());
            }
        });
    }

    private void forgetDeleted() {
        ExceptionLists lists = rules.get().exceptions();
        byItem.keySet().removeIf(id -> lists.item(id).isEmpty());
    }

    @Override
    public String name() {
        return SECTION;
    }

    /** Of the items that there are; what was deleted is forgotten. */
    @Override
    public Map<String, Object> stats() {
        forgetDeleted();
        ExceptionLists lists = rules.get().exceptions();
        long now = clock.millis();
        Map<String, Object> hits = new TreeMap<>();
        Map<String, Object> last = new TreeMap<>();
        Map<String, Object> notKept = new TreeMap<>();
        long sum = 0;
        for (Map.Entry<String, Hits> entry : byItem.entrySet()) {
            long count = entry.getValue().count.sum();
            sum += count;
            hits.put(entry.getKey(), count);
            notKept.put(entry.getKey(), entry.getValue().notKept());
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
        stats.put(NOT_KEPT, notKept);
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
