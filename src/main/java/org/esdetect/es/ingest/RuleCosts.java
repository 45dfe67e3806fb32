package org.esdetect.es.ingest;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.RuleTimes;

/**
 * What single rules cost on the documents that are timed. Most rules cost nothing, as no document touches them; what
 * all share, such as the search of a value for the texts of every rule, is no single rule's.
 */
final class RuleCosts implements RuleTimes {
    /** So many rules are shown: whoever looks for what is slow needs no more. */
    static final int SHOWN = 20;

    private final ConcurrentHashMap<String, Cost> byRule = new ConcurrentHashMap<>();

    private static final class Cost {
        private final LongAdder touched = new LongAdder();
        private final LongAdder nanos = new LongAdder();
    }

    private record Sum(String ruleId, long touched, long nanos) {}

    @Override
    public long getAsLong() {
        return System.nanoTime();
    }

    @Override
    public void judged(CompiledRule rule, long nanos) {
        Cost cost = byRule.computeIfAbsent(rule.rule().id(), ignored -> new Cost());
        cost.touched.increment();
        cost.nanos.add(nanos);
    }

    /** The costliest rules, dearest first. */
    Map<String, Map<String, Object>> costliest() {
        Map<String, Map<String, Object>> shown = new LinkedHashMap<>();
        byRule.entrySet().stream()
                .map(each -> new Sum(
                        each.getKey(),
                        each.getValue().touched.sum(),
                        each.getValue().nanos.sum()))
                .sorted(Comparator.comparingLong(Sum::nanos).reversed().thenComparing(Sum::ruleId))
                .limit(SHOWN)
                .forEach(sum -> shown.put(sum.ruleId(), shown(sum)));
        return shown;
    }

    private static Map<String, Object> shown(Sum sum) {
        Map<String, Object> cost = new LinkedHashMap<>();
        cost.put("touched", sum.touched());
        cost.put(DearestFirst.NANOS, sum.nanos());
        return cost;
    }
}
