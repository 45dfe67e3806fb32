package org.esdetect.alert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.engine.CompiledRule;
import org.jspecify.annotations.Nullable;

/**
 * Makes alert documents. A pure function of rule, events and run: no clock is read, and id and index depend on rule and
 * events alone.
 *
 * <p>Whatever the events hold, the documents fit the alert mapping of {@link org.esdetect.ecs.Templates#signals}. Keys
 * are in a fixed order. Any thread may call.
 */
public final class AlertBuilder {
    private AlertBuilder() {}

    /**
     * The alert of a single-event rule.
     *
     * @return empty when {@code event} is an alert in which this rule had a part: a rule that reads alerts would go on
     *     for ever
     */
    public static Optional<Alert> ofEvent(CompiledRule rule, SourceEvent event, AlertRun run) {
        if (Lineage.isOwnAlert(rule.rule(), event)) {
            return Optional.empty();
        }
        EventCopy copy = EventCopy.of(event, run.limits().maxSourceBytes());
        AlertDocument document = new AlertDocument(copy.dropped());
        String id = AlertId.ofEvent(rule.rule().id(), copy.key());
        putEvent(document, id, rule, copy, run);
        if (rule.rule().isBuildingBlock()) {
            document.put("kibana.alert.building_block_type", "default");
        }
        Optional<Folding> folding = Folding.of(rule.rule(), event.source(), copy.times(), run.now());
        folding.ifPresent(found -> found.put(document));
        return Optional.of(document.finish(id, SignalsIndex.of(copy.times()), folding));
    }

    /**
     * The alerts of a completed sequence: a building block for each event in step order, then the parent that people
     * see. All go to the index of the first event.
     *
     * @param steps the events of the positive steps, in step order
     * @param joinKeys the values the steps share, in key order; null where an optional key is missing
     * @return empty when one of the events is an alert in which this rule had a part
     */
    public static List<Alert> ofSequence(
            CompiledRule rule, List<SourceEvent> steps, List<@Nullable Object> joinKeys, AlertRun run) {
        if (steps.stream().anyMatch(step -> Lineage.isOwnAlert(rule.rule(), step))) {
            return List.of();
        }
        return new SequenceAlerts(rule, steps, joinKeys, run).build();
    }

    /** All that an alert about one event and a building block have in common. */
    static void putEvent(AlertDocument document, String id, CompiledRule rule, EventCopy copy, AlertRun run) {
        RuleRating rating = RuleRating.of(rule.rule(), copy.event().source());
        document.putEvent(copy.fields(), Timestamps.format(run.now()));
        AlertState.put(document, id, copy.times(), rating, run);
        putSearched(document, rule, run);
        document.put("kibana.alert.reason", Reason.sentence(copy.fields(), rating));
        putLineage(document, copy.lineage());
        OriginalEvent.putOfEvent(document, copy.fields());
        RuleSnapshot.put(document, rule, rating, run);
        document.put("detect.mode", run.mode().fieldValue());
        document.put("detect.event_key", copy.key().text());
        Latency.put(document, List.of(copy.times()), run);
    }

    static void putLineage(AlertDocument document, Lineage lineage) {
        List<Map<String, Object>> ancestors = lineage.ancestors();
        document.put("kibana.alert.ancestors", ancestors);
        document.put("kibana.alert.depth", lineage.depth());
    }

    /** Where the event was looked for; inline nothing is searched. */
    static void putSearched(AlertDocument document, CompiledRule rule, AlertRun run) {
        if (run.mode() != AlertRun.Mode.INLINE) {
            document.put(
                    "kibana.alert.index_pattern", String.join(",", rule.rule().indices()));
        }
    }
}
