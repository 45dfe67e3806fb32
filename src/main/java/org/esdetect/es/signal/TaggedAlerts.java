package org.esdetect.es.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.esdetect.alert.Alert;
import org.esdetect.alert.AlertBuilder;
import org.esdetect.alert.AlertPlace;
import org.esdetect.alert.AlertRun;
import org.esdetect.alert.SourceEvent;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.es.DetectNames;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;

/**
 * A stored event that carries our tag, to its alerts. The tag says where to look, not what is true: the event is judged
 * again, so a tag that someone forged, or that rules which have changed since left behind, raises nothing.
 */
public final class TaggedAlerts {
    private TaggedAlerts() {}

    /** The alerts of {@code event}; a rule that throws has none. */
    public static List<Alert> of(SourceEvent event, CompiledRules rules, AlertRun run) {
        return of(event, rules, run, Set.of(), (rule, failure) -> {});
    }

    /**
     * Where the alerts of {@code event} stand if its tag tells the truth, by rule id. Without those that cannot be told
     * from the tag: of an event that could not be judged while it was ingested, and of rules that fold.
     */
    public static Map<String, AlertPlace> expected(SourceEvent event, CompiledRules rules) {
        Map<String, AlertPlace> places = new HashMap<>();
        Event values = new MapEvent(event.source());
        if (values.values(DetectNames.TAG_DEFERRED).isEmpty()) {
            for (Object id : values.values(DetectNames.TAG_RULE_IDS)) {
                rules.find(id.toString())
                        .map(CompiledRule::rule)
                        .filter(rule -> rule.suppression().isEmpty())
                        .ifPresent(rule -> places.put(rule.id(), AlertPlace.ofEvent(rule, event)));
            }
        }
        return places;
    }

    /**
     * The alerts of {@code event}, in the order of the rules' ids: from the rules that its tag names, or from all
     * single-event rules when it could not be judged while it was ingested; in either case only from active rules that
     * name its target, and from none that has had its share of alerts when the event came.
     *
     * @param done ids of rules that have their alert
     * @param failed told of each rule that threw; the other rules have their say
     */
    public static List<Alert> of(
            SourceEvent event,
            CompiledRules rules,
            AlertRun run,
            Set<String> done,
            BiConsumer<CompiledRule, Throwable> failed) {
        Event values = new MapEvent(event.source());
        boolean deferred = !values.values(DetectNames.TAG_DEFERRED).isEmpty();
        Set<Object> named = new HashSet<>(values.values(DetectNames.TAG_RULE_IDS));
        Set<Object> heldBack = new HashSet<>(values.values(DetectNames.TAG_CAPPED));
        List<Alert> alerts = new ArrayList<>();
        if (!deferred && named.isEmpty()) {
            return alerts;
        }
        for (CompiledRule rule : rules.eventRules(event.target())) {
            boolean asked = deferred || named.contains(rule.rule().id());
            if (asked
                    && !heldBack.contains(rule.rule().id())
                    && !done.contains(rule.rule().id())) {
                try {
                    if (rule.matches(values) && !isExcepted(rule, values, deferred, run)) {
                        AlertBuilder.ofEvent(rule, event, run).ifPresent(alerts::add);
                    }
                } catch (RuntimeException | StackOverflowError failure) {
                    failed.accept(rule, failure);
                }
            }
        }
        return alerts;
    }

    /** What was judged on its way in has been counted there. */
    private static boolean isExcepted(CompiledRule rule, Event event, boolean first, AlertRun run) {
        long nowMillis = run.now().toEpochMilli();
        return (first ? rule.countedException(event, nowMillis) : rule.exception(event, nowMillis)).isPresent();
    }
}
