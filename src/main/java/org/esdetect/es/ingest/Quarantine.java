package org.esdetect.es.ingest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.core.TimeValue;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.DetectNames;
import org.esdetect.es.health.Finding;
import org.esdetect.es.health.HealthSource;
import org.esdetect.es.health.Symptom;
import org.esdetect.es.stats.StatsSource;

/**
 * The rules that this node does not judge on a document's way into an index, as again and again they could not be: too
 * many steps, or an exception. A document that one of them may match is marked and judged once it is indexed, so
 * nothing slips by; only writers no longer wait for it.
 *
 * <p>A rule leaves after some time, and at once when it is changed: a changed rule is another object. Any thread;
 * reading is one volatile read while no rule is here.
 */
public final class Quarantine implements StatsSource, HealthSource {
    private static final Logger logger = LogManager.getLogger(Quarantine.class);
    private static final long STRIKES_COUNT_MILLIS = 60_000;

    private final InstantSource clock;
    private final Predicate<CompiledRule> isCurrent;
    private final Map<String, Strikes> strikes = new HashMap<>();
    private final Map<String, Inmate> inmates = new TreeMap<>();
    private volatile Set<CompiledRule> rules = Set.of();
    /** When the next rule leaves; written before {@link #rules}. */
    private volatile long nextRelease = Long.MAX_VALUE;

    private volatile int limit = IngestSettings.QUARANTINE_STRIKES.getDefault(Settings.EMPTY);
    private volatile long millis =
            IngestSettings.QUARANTINE_TIME.getDefault(Settings.EMPTY).millis();
    private long all;
    private long admitted;

    /** When one rule could not be judged, oldest first. */
    private record Strikes(CompiledRule rule, Deque<Long> atMillis) {}

    private record Inmate(CompiledRule rule, String reason, long since, long until) {
        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("rule_id", rule.rule().id());
            map.put("reason", reason);
            map.put("since", Instant.ofEpochMilli(since).toString());
            map.put("until", Instant.ofEpochMilli(until).toString());
            return map;
        }
    }

    public Quarantine(InstantSource clock) {
        this(clock, rule -> true);
    }

    /** @param isCurrent whether a rule is still one of those that are judged by; one that was changed is not */
    Quarantine(InstantSource clock, Predicate<CompiledRule> isCurrent) {
        this.clock = clock;
        this.isCurrent = isCurrent;
    }

    /** Follows {@link IngestSettings#QUARANTINE_STRIKES}; rules that are here stay until their time is over. */
    public void setStrikes(int strikesWithinAMinute) {
        limit = strikesWithinAMinute;
    }

    /** Follows {@link IngestSettings#QUARANTINE_TIME}, for rules to come. */
    public void setTime(TimeValue time) {
        millis = time.millis();
    }

    /** The rules not to judge; the same object until it changes. */
    Set<CompiledRule> rules() {
        Set<CompiledRule> now = rules;
        return now.isEmpty() || clock.millis() < nextRelease ? now : release();
    }

    private synchronized Set<CompiledRule> release() {
        long now = clock.millis();
        inmates.values().removeIf(inmate -> inmate.until() <= now || !isCurrent.test(inmate.rule()));
        publish();
        return rules;
    }

    /** {@code rule} could not be judged on a document. */
    synchronized void strike(CompiledRule rule, Throwable cause) {
        all++;
        long now = clock.millis();
        String id = rule.rule().id();
        Inmate inmate = inmates.get(id);
        if (inmate != null && inmate.rule() == rule) {
            return; // by a thread that was judging meanwhile
        }
        Strikes known = strikes.get(id);
        if (known == null || known.rule() != rule) {
            known = new Strikes(rule, new ArrayDeque<>());
            strikes.put(id, known);
        }
        known.atMillis().add(now);
        while (known.atMillis().peek() <= now - STRIKES_COUNT_MILLIS) {
            known.atMillis().remove();
        }
        if (limit > 0 && known.atMillis().size() >= limit) {
            strikes.remove(id);
            admit(new Inmate(rule, reason(cause), now, now + millis));
        }
    }

    /** Too much work is the rule's; anything else is a bug, and whoever looks for it wants to know what it is. */
    private static String reason(Throwable cause) {
        return cause instanceof BudgetExceededException ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    private void admit(Inmate inmate) {
        admitted++;
        inmates.put(inmate.rule().rule().id(), inmate);
        publish();
        logger.warn(
                "rule [{}] could not be judged [{}] times within a minute while documents were ingested, the last time"
                        + " because of [{}]: until [{}] documents that it may match are marked [{}] and judged by it"
                        + " once they are indexed",
                inmate.rule().rule().id(),
                limit,
                inmate.reason(),
                Instant.ofEpochMilli(inmate.until()),
                DetectNames.TAG_DEFERRED);
    }

    private void publish() {
        nextRelease = inmates.values().stream().mapToLong(Inmate::until).min().orElse(Long.MAX_VALUE);
        Set<CompiledRule> next = new HashSet<>();
        inmates.values().forEach(inmate -> next.add(inmate.rule()));
        rules = Collections.unmodifiableSet(next);
    }

    @Override
    public synchronized List<Finding> findings(long nowMillis) {
        release();
        List<Finding> findings = new ArrayList<>();
        inmates.forEach((id, inmate) -> findings.add(new Finding(Symptom.RULE_QUARANTINED, id, inmate.reason())));
        return findings;
    }

    @Override
    public String name() {
        return "quarantine";
    }

    @Override
    public synchronized Map<String, Object> stats() {
        release();
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("strikes", all);
        stats.put("admitted", admitted);
        List<Map<String, Object>> quarantined = new ArrayList<>();
        inmates.values().forEach(inmate -> quarantined.add(inmate.toMap()));
        stats.put("quarantined", quarantined);
        return stats;
    }
}
