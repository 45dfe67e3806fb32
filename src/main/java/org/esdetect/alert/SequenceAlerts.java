package org.esdetect.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.engine.CompiledRule;
import org.jspecify.annotations.Nullable;

/** The alerts of one completed sequence. */
final class SequenceAlerts {
    /** The parent repeats a few values of each step; the blocks hold all of them, whole. */
    private static final int MOST_SHOWN = 10;

    private static final int LONGEST_SHOWN = 1000;

    private final CompiledRule rule;
    private final AlertRun run;
    private final List<EventCopy> steps;
    private final List<EventKey> keys;
    private final List<@Nullable Object> joinKeys;
    private final String parentId;
    private final String index;

    SequenceAlerts(CompiledRule rule, List<SourceEvent> steps, List<@Nullable Object> joinKeys, AlertRun run) {
        this.rule = rule;
        this.run = run;
        this.steps = steps.stream()
                .map(step -> EventCopy.of(step, run.limits().maxSourceBytes()))
                .toList();
        this.keys = this.steps.stream().map(EventCopy::key).toList();
        this.joinKeys = joinKeys.stream()
                .map(key -> key == null ? null : shown(String.valueOf(key)))
                .<@Nullable Object>map(key -> key)
                .toList();
        this.parentId = AlertId.ofSequence(rule.rule().id(), keys);
        this.index = SignalsIndex.of(this.steps.get(0).times());
    }

    /** The building blocks in step order, then the parent. */
    List<Alert> build() {
        List<Alert> alerts = new ArrayList<>(steps.size() + 1);
        for (int position = 0; position < steps.size(); position++) {
            alerts.add(block(position));
        }
        alerts.add(parent(List.copyOf(alerts)));
        return alerts;
    }

    private Alert block(int position) {
        EventCopy copy = steps.get(position);
        String id = AlertId.ofBuildingBlock(rule.rule().id(), keys, position);
        AlertDocument document = new AlertDocument(copy.dropped());
        AlertBuilder.putEvent(document, id, rule, copy, run);
        document.put("kibana.alert.building_block_type", "default");
        document.put("kibana.alert.group.id", parentId);
        document.put("kibana.alert.group.index", position);
        return document.finish(id, index, Optional.empty());
    }

    private Alert parent(List<Alert> blocks) {
        Map<String, Object> common =
                CommonFields.of(steps.stream().map(EventCopy::fields).toList());
        RuleRating rating = RuleRating.of(rule.rule(), common);
        AlertDocument document = new AlertDocument(new DroppedFields());
        document.putEvent(common, Timestamps.format(run.now()));
        AlertState.put(document, parentId, steps.get(0).times(), rating, run);
        AlertBuilder.putSearched(document, rule, run);
        document.put("kibana.alert.reason", Reason.sentence(common, rating));
        List<Lineage> lineages = steps.stream().map(EventCopy::lineage).toList();
        AlertBuilder.putLineage(
                document,
                Lineage.ofSequence(
                        lineages, blocks, RuleSnapshot.uuid(rule.rule().id())));
        OriginalEvent.putOfSequence(document, common);
        if (rule.rule().isBuildingBlock()) {
            document.put("kibana.alert.building_block_type", "default");
        }
        document.put("kibana.alert.group.id", parentId);
        RuleSnapshot.put(document, rule, rating, run);
        document.put("detect.mode", run.mode().fieldValue());
        putSequence(document);
        Optional<Folding> folding =
                Folding.of(rule.rule(), common, steps.get(steps.size() - 1).times(), run.now());
        folding.ifPresent(found -> found.put(document));
        return document.finish(parentId, index, folding);
    }

    private void putSequence(AlertDocument document) {
        document.put("detect.join_keys", joinKeys);
        List<Map<String, Object>> summaries = new ArrayList<>(steps.size());
        for (int position = 0; position < steps.size(); position++) {
            summaries.add(summary(position));
        }
        document.put("detect.steps", summaries);
        List<EventTimes> times = steps.stream().map(EventCopy::times).toList();
        document.put("detect.span_ms", spanMillis(times));
        Latency.put(document, times, run);
    }

    /** What an analyst wants to know of a step without opening its building block. */
    private Map<String, Object> summary(int position) {
        EventCopy step = steps.get(position);
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("index", position);
        summary.put("event_key", step.key().text());
        step.times().occurred().ifPresent(time -> summary.put("@timestamp", Timestamps.format(time)));
        summary.put("category", shown(step, "event.category"));
        summary.put("process", Map.of("name", shown(step, "process.name")));
        summary.put("join_keys", joinKeys);
        return summary;
    }

    private static List<String> shown(EventCopy step, String path) {
        return SourcePath.texts(step.fields(), path).stream()
                .limit(MOST_SHOWN)
                .map(SequenceAlerts::shown)
                .toList();
    }

    private static String shown(String value) {
        return WellFormed.shortened(value, LONGEST_SHOWN);
    }

    /** From the first to the last step; empty when either does not tell its time. */
    private static Optional<Long> spanMillis(List<EventTimes> times) {
        Optional<Instant> first = times.get(0).occurred();
        return times.get(times.size() - 1)
                .occurred()
                .flatMap(
                        last -> first.map(start -> Duration.between(start, last).toMillis()));
    }
}
