package org.esdetect.es.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.stats.StatsSource;
import org.jspecify.annotations.Nullable;

/** The section {@code rules} of a node's stats: what it judges by, and how its loads went. */
public final class ReloadStats implements StatsSource {
    private final Supplier<Optional<LoadedRules>> loaded;
    private final AtomicLong loads = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile @Nullable LastLoad lastLoad;
    private volatile @Nullable LastFailure lastFailure;

    ReloadStats(Supplier<Optional<LoadedRules>> loaded) {
        this.loaded = loaded;
    }

    void loadSucceeded(long nowMillis, long tookMillis, LoadedRules rules) {
        loads.incrementAndGet();
        lastLoad = new LastLoad(nowMillis, tookMillis, rules.compilations());
    }

    void loadFailed(long nowMillis, Exception failure) {
        failures.incrementAndGet();
        lastFailure = new LastFailure(nowMillis, failure.toString());
    }

    @Override
    public String name() {
        return "rules";
    }

    /** Every node has the same rules: only how often they were loaded adds up. */
    @Override
    public Set<String> gauges() {
        return Set.of("generation", "total", "active", "disabled", "with_problems", "unreadable", "last_load");
    }

    @Override
    public Map<String, Object> stats() {
        Map<String, Object> stats = new LinkedHashMap<>();
        Optional<LoadedRules> rules = loaded.get();
        stats.put("loaded", rules.isPresent());
        rules.ifPresent(known -> count(known, stats));
        stats.put("loads", loads.get());
        stats.put("failed_loads", failures.get());
        LastLoad load = lastLoad;
        if (load != null) {
            stats.put("last_load", load.toMap());
        }
        LastFailure failure = lastFailure;
        if (failure != null) {
            stats.put("last_failure", failure.toMap());
        }
        return stats;
    }

    private static void count(LoadedRules rules, Map<String, Object> stats) {
        long active = 0;
        long disabled = 0;
        long withProblems = 0;
        for (CompiledRule rule : rules.compiled().all()) {
            active += rule.isActive() ? 1 : 0;
            disabled += rule.rule().enabled() ? 0 : 1;
            withProblems += rule.plan().isEmpty() ? 1 : 0;
        }
        stats.put("generation", rules.generation().number());
        stats.put("total", rules.compiled().all().size());
        stats.put("active", active);
        stats.put("disabled", disabled);
        stats.put("with_problems", withProblems);
        stats.put("unreadable", rules.unreadable().size());
    }

    private record LastLoad(long atMillis, long tookMillis, int compilations) {
        Map<String, Object> toMap() {
            return Map.of("at", at(atMillis), "took_millis", tookMillis, "compiled", compilations);
        }
    }

    private record LastFailure(long atMillis, String reason) {
        Map<String, Object> toMap() {
            return Map.of("at", at(atMillis), "reason", reason);
        }
    }

    private static String at(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
