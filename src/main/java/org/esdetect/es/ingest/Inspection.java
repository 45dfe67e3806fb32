package org.esdetect.es.ingest;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.engine.Detector;
import org.esdetect.engine.RuleTimes;
import org.esdetect.engine.Verdict;
import org.esdetect.es.DetectNames;
import org.jspecify.annotations.Nullable;

/**
 * Judges a document on its way into an index and tags it when a rule matches. One for a node, any thread.
 *
 * <p>Never throws for what a document or a rule does: a document that could not be judged is marked and counted, and
 * goes on its way.
 */
public final class Inspection {
    private static final Logger logger = LogManager.getLogger(Inspection.class);
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String TAG_PREFIX = DetectNames.TAG + ".";
    private static final String RULE_IDS = DetectNames.TAG_RULE_IDS.substring(TAG_PREFIX.length());
    private static final String DEFERRED = DetectNames.TAG_DEFERRED.substring(TAG_PREFIX.length());
    private static final String CAPPED = DetectNames.TAG_CAPPED.substring(TAG_PREFIX.length());
    private static final String WHEN = DetectNames.TAG_AT.substring(TAG_PREFIX.length());

    private final Detector detector;
    private final TargetNames targets;
    private final InlineCounters counters;
    private final InstantSource clock;
    private final LongSupplier nowMillis;
    private final Quarantine quarantine;
    private final InlineCaps caps = new InlineCaps();
    private volatile boolean enabled = true;
    /** One log line for a set of rules, not one for a document. */
    private volatile long loggedGeneration = Long.MIN_VALUE;

    public Inspection(Detector detector, TargetNames targets, InlineCounters counters, InstantSource clock) {
        this.detector = detector;
        this.targets = targets;
        this.counters = counters;
        this.clock = clock;
        this.nowMillis = clock::millis;
        this.quarantine = new Quarantine(clock, this::isCurrent);
    }

    private boolean isCurrent(CompiledRule rule) {
        return detector.current()
                .find(rule.rule().id())
                .filter(now -> now == rule)
                .isPresent();
    }

    public Quarantine quarantine() {
        return quarantine;
    }

    /** Follows {@link IngestSettings#MAX_SIGNALS}. */
    public void setMaxSignals(int maxSignals) {
        caps.set(maxSignals);
    }

    /** Follows {@link IngestSettings#INLINE_ENABLED}: a disabled inspection only takes out tags that clients sent. */
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /**
     * Takes out any tag that {@code source} came with and puts in ours, if there is a reason for one.
     *
     * @param source the live document; changed only when there is a tag to take out or to put in
     * @param index what the write names: a data stream, an index, a backing index or an alias
     */
    void inspect(Map<String, Object> source, String index) {
        boolean timed = SampledTimes.isDue();
        long start = timed ? System.nanoTime() : 0;
        CompiledRules rules = detector.current();
        try {
            if (strip(source)) {
                counters.strippedTag();
            }
            judge(rules, source, index, timed ? counters.ruleTimes() : null);
        } catch (BudgetExceededException tooLarge) {
            counters.failed(tooLarge);
            defer(source, index, Deferral.TOO_LARGE);
        } catch (Exception | StackOverflowError failure) {
            counters.failed(failure);
            report(failure, index, rules.generation());
            defer(source, index, Deferral.ERROR);
        }
        if (timed) {
            counters.took(System.nanoTime() - start);
        }
    }

    private void judge(CompiledRules rules, Map<String, Object> source, String index, @Nullable RuleTimes times) {
        if (!enabled) {
            counters.passedWhileDisabled();
            return;
        }
        counters.inspected();
        if (rules == CompiledRules.NONE) {
            defer(source, index, Deferral.RULES_NOT_LOADED);
            return;
        }
        Verdict verdict = rules.judge(source, targets.of(index), quarantine.rules(), times, nowMillis);
        if (!verdict.isNothing()) {
            Set<Deferral> reasons = reasons(verdict.undecided(), index, rules.generation());
            if (!verdict.matched().isEmpty()) {
                counters.matched(verdict.matched());
            }
            reasons.forEach(counters::deferred);
            if (!verdict.matched().isEmpty() || !reasons.isEmpty()) {
                Instant now = clock.instant();
                List<Object> heldBack = caps.heldBack(verdict.matched(), now.toEpochMilli());
                heldBack.forEach(counters::heldBack);
                tag(source, index, ids(verdict.matched()), fieldValues(reasons), heldBack, now);
            }
        }
        for (Verdict.Excepted each : verdict.excepted()) {
            each.rule().exceptions().hits().hit(each.rule(), each.by());
        }
    }

    private Set<Deferral> reasons(List<Verdict.Undecided> undecided, String index, long generation) {
        Set<Deferral> reasons = EnumSet.noneOf(Deferral.class);
        for (Verdict.Undecided each : undecided) {
            if (each.cause().isEmpty()) {
                reasons.add(Deferral.QUARANTINED);
                continue;
            }
            Throwable cause = each.cause().get();
            counters.failed(each.rule(), cause);
            quarantine.strike(each.rule(), cause);
            if (cause instanceof BudgetExceededException) {
                reasons.add(Deferral.RULE_TOO_COSTLY);
            } else {
                reasons.add(Deferral.ERROR);
                report(cause, index, generation);
            }
        }
        return reasons;
    }

    /** Whether there was something to take out. A client must not say which rules a document matches. */
    private static boolean strip(Map<String, Object> source) {
        boolean stripped = source.containsKey(DetectNames.TAG);
        if (stripped) {
            source.remove(DetectNames.TAG);
        }
        for (Iterator<String> keys = source.keySet().iterator(); keys.hasNext(); ) {
            if (keys.next().startsWith(TAG_PREFIX)) {
                keys.remove();
                stripped = true;
            }
        }
        return stripped;
    }

    private static List<Object> ids(List<CompiledRule> rules) {
        List<Object> ids = new ArrayList<>(rules.size());
        for (CompiledRule rule : rules) {
            ids.add(rule.rule().id());
        }
        return ids;
    }

    private void defer(Map<String, Object> source, String index, Deferral reason) {
        counters.deferred(reason);
        tag(source, index, List.of(), fieldValues(EnumSet.of(reason)), List.of(), clock.instant());
    }

    private static List<Object> fieldValues(Set<Deferral> reasons) {
        List<Object> values = new ArrayList<>(reasons.size());
        reasons.forEach(reason -> values.add(reason.fieldValue()));
        return values;
    }

    /** Mutable maps and lists all through: a processor after ours may change them. */
    private void tag(
            Map<String, Object> source,
            String index,
            List<Object> ruleIds,
            List<Object> deferred,
            List<Object> heldBack,
            Instant now) {
        if (targets.refuseTag(index)) {
            counters.leftUntagged();
            return;
        }
        Map<String, Object> tag = new LinkedHashMap<>(4);
        if (!ruleIds.isEmpty()) {
            tag.put(RULE_IDS, ruleIds);
        }
        if (!deferred.isEmpty()) {
            tag.put(DEFERRED, deferred);
        }
        if (!heldBack.isEmpty()) {
            tag.put(CAPPED, heldBack);
        }
        tag.put(WHEN, AT.format(now));
        source.put(DetectNames.TAG, tag);
    }

    private void report(Throwable failure, String index, long generation) {
        if (loggedGeneration != generation) {
            loggedGeneration = generation;
            logger.warn(
                    "a document for [{}] could not be judged while it was ingested [{}]; it is indexed, marked [{}] and"
                            + " judged later; more of these are only counted, set this logger to debug to see each",
                    index,
                    failure,
                    DetectNames.TAG_DEFERRED);
        }
        logger.debug("a document could not be judged while it was ingested", failure);
    }
}
