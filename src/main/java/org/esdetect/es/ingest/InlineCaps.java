package org.esdetect.es.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.esdetect.alert.CapInterval;
import org.esdetect.engine.CompiledRule;

/**
 * How many documents of an interval a rule may still raise alerts for on this node. It is decided while the document is
 * ingested and written into it, so that listener, sweep and every run know of it, and none of them has to count.
 *
 * <p>Any thread; asked only for rules that match.
 */
final class InlineCaps {
    private static final int OF_THE_RULE = 0;

    /**
     * What was taken of a rule in an interval.
     *
     * @param folds like alerts into one: then many matches are few alerts, and each match is to be counted there
     */
    private record Taken(CompiledRule rule, CapInterval interval, boolean folds, AtomicLong documents) {
        static Taken nothing(CompiledRule rule, long nowMillis) {
            return new Taken(
                    rule,
                    CapInterval.of(rule.rule(), nowMillis),
                    rule.rule().suppression().isPresent(),
                    new AtomicLong());
        }

        /** Counts a document more; whether that is one too many. */
        boolean goesOver(long cap) {
            return !folds && documents.incrementAndGet() > cap;
        }

        /** A rule that was changed begins anew. */
        boolean isCurrent(CompiledRule other, long nowMillis) {
            return rule == other && interval.contains(nowMillis);
        }
    }

    private final ConcurrentHashMap<String, Taken> byRule = new ConcurrentHashMap<>();
    private volatile int setting = OF_THE_RULE;

    /** Follows {@link IngestSettings#MAX_SIGNALS}. */
    void set(int maxSignals) {
        setting = maxSignals;
    }

    /** Counts a document for each of {@code matched}; the ids of those that have had enough. */
    List<Object> heldBack(List<CompiledRule> matched, long nowMillis) {
        int all = setting;
        if (all < 0) {
            return List.of();
        }
        List<Object> heldBack = List.of();
        for (CompiledRule rule : matched) {
            long cap = all == OF_THE_RULE ? rule.rule().timing().maxSignals() : all;
            if (taken(rule, nowMillis).goesOver(cap)) {
                heldBack = heldBack.isEmpty() ? new ArrayList<>() : heldBack;
                heldBack.add(rule.rule().id());
            }
        }
        return heldBack;
    }

    private Taken taken(CompiledRule rule, long nowMillis) {
        String id = rule.rule().id();
        Taken known = byRule.get(id);
        return known != null && known.isCurrent(rule, nowMillis)
                ? known
                : byRule.merge(
                        id,
                        Taken.nothing(rule, nowMillis),
                        (before, fresh) -> before.isCurrent(rule, nowMillis) ? before : fresh);
    }
}
