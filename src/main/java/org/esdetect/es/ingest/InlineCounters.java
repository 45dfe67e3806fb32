package org.esdetect.es.ingest;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.RuleTimes;
import org.esdetect.es.stats.StatsSource;
import org.jspecify.annotations.Nullable;

/** What the processors of this node did since it started. */
public final class InlineCounters implements StatsSource {
    private static final String RULES = "rules";
    private static final String SAMPLED = "sampled_time";
    private static final String PERCENTILES = "nanos_per_document";

    private final LongAdder inspected = new LongAdder();
    private final LongAdder matchedDocuments = new LongAdder();
    private final LongAdder matches = new LongAdder();
    private final LongAdder heldBack = new LongAdder();
    private final LongAdder passedWhileDisabled = new LongAdder();
    private final LongAdder strippedTags = new LongAdder();
    private final LongAdder leftUntagged = new LongAdder();
    private final Map<Deferral, LongAdder> deferred = new EnumMap<>(Deferral.class);
    private final ConcurrentHashMap<String, LongAdder> matchesByRule = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, LongAdder> heldBackByRule = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, LongAdder> errorsByRule = new ConcurrentHashMap<>();
    private final SampledTimes times = new SampledTimes();
    private final RuleCosts costs = new RuleCosts();
    private volatile @Nullable String lastError;

    public InlineCounters() {
        for (Deferral reason : Deferral.values()) {
            deferred.put(reason, new LongAdder());
        }
    }

    @Override
    public String name() {
        return "inline";
    }

    @Override
    public Map<String, Object> stats() {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("documents", inspected.sum());
        stats.put("matched_documents", matchedDocuments.sum());
        stats.put("matches", matches.sum());
        stats.put("held_back", heldBack.sum());
        stats.put("passed_while_disabled", passedWhileDisabled.sum());
        stats.put("stripped_tags", strippedTags.sum());
        stats.put("left_untagged", leftUntagged.sum());
        Map<String, Object> reasons = new LinkedHashMap<>();
        deferred.forEach((reason, count) -> reasons.put(reason.fieldValue(), count.sum()));
        stats.put("deferred", reasons);
        String error = lastError;
        if (error != null) {
            stats.put("last_error", error);
        }
        stats.put(SAMPLED, times.sums());
        stats.put(PERCENTILES, times.percentiles());
        stats.put(RULES, DearestFirst.of(rules(), times.totalNanos()));
        return stats;
    }

    /** The shares are of the time of all nodes. */
    @Override
    @SuppressWarnings("unchecked") // as stats() has it
    public Map<String, Object> total(Map<String, Object> sums) {
        Map<String, Object> total = new LinkedHashMap<>(sums);
        if (sums.get(RULES) instanceof Map<?, ?> rules && sums.get(SAMPLED) instanceof Map<?, ?> sampled) {
            long nanos = sampled.get(SampledTimes.TOTAL_NANOS) instanceof Number sum ? sum.longValue() : 0;
            total.put(RULES, DearestFirst.of((Map<String, Map<String, Object>>) rules, nanos));
        }
        return total;
    }

    /** Those that matched or could not be judged, and the costliest. */
    private Map<String, Map<String, Object>> rules() {
        Map<String, Map<String, Object>> rules = new TreeMap<>();
        matchesByRule.forEach((rule, count) -> of(rule, rules).put("matches", count.sum()));
        heldBackByRule.forEach((rule, count) -> of(rule, rules).put("held_back", count.sum()));
        errorsByRule.forEach((rule, count) -> of(rule, rules).put("errors", count.sum()));
        costs.costliest().forEach((rule, cost) -> of(rule, rules).putAll(cost));
        return rules;
    }

    /** Documents that could not be judged, by rule id. */
    Map<String, Long> errorsByRule() {
        Map<String, Long> errors = new TreeMap<>();
        errorsByRule.forEach((rule, count) -> errors.put(rule, count.sum()));
        return errors;
    }

    private static Map<String, Object> of(String rule, Map<String, Map<String, Object>> rules) {
        return rules.computeIfAbsent(rule, ignored -> new LinkedHashMap<>());
    }

    @Override
    public Set<String> gauges() {
        return Set.of(PERCENTILES, RULES + ".*." + DearestFirst.COST_SHARE);
    }

    void inspected() {
        inspected.increment();
    }

    void matched(List<CompiledRule> rules) {
        matchedDocuments.increment();
        matches.add(rules.size());
        for (CompiledRule rule : rules) {
            count(rule, matchesByRule);
        }
    }

    /** The rule matched a document and has had its share of alerts. */
    void heldBack(Object ruleId) {
        heldBack.increment();
        heldBackByRule
                .computeIfAbsent(ruleId.toString(), ignored -> new LongAdder())
                .increment();
    }

    /** {@code rule} could not be judged on a document. */
    void failed(CompiledRule rule, Throwable failure) {
        count(rule, errorsByRule);
        failed(failure);
    }

    private static void count(CompiledRule rule, ConcurrentHashMap<String, LongAdder> byRule) {
        byRule.computeIfAbsent(rule.rule().id(), ignored -> new LongAdder()).increment();
    }

    void passedWhileDisabled() {
        passedWhileDisabled.increment();
    }

    void leftUntagged() {
        leftUntagged.increment();
    }

    void strippedTag() {
        strippedTags.increment();
    }

    void deferred(Deferral reason) {
        Objects.requireNonNull(deferred.get(reason), "every reason has a counter")
                .increment();
    }

    void failed(Throwable failure) {
        lastError = failure.toString();
    }

    /** For a document that is timed. */
    RuleTimes ruleTimes() {
        return costs;
    }

    void took(long nanos) {
        times.add(nanos);
    }
}
