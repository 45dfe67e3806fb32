package org.esdetect.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.esdetect.engine.CompiledRule;

/**
 * The one alert that tells what {@code max_signals} held back of a rule in an interval. It is made of parts, which
 * count apart from each other: what was held back inline, and what each run held back. A part that is counted again
 * takes the place of what it was before, so that nothing counts twice.
 */
public final class OverflowAlert {
    private static final int KIND = 4;

    private OverflowAlert() {}

    /** Its document id: the same for every node and path. */
    public static String id(String ruleId, CapInterval interval) {
        return new Digest()
                .number(KIND)
                .text(ruleId)
                .text(Long.toString(interval.startMillis()))
                .base64Url();
    }

    /** Its index. */
    public static String index(CapInterval interval) {
        return SignalsIndex.of(new EventTimes(Optional.of(interval.start()), Optional.empty()));
    }

    /** All parts in one. */
    public static HeldBack total(Map<String, HeldBack> parts) {
        return parts.values().stream().reduce(HeldBack.NOTHING, HeldBack::plus);
    }

    /** What changes when a part is counted again: the rest of the document stays, whatever an analyst made of it. */
    public static Map<String, Object> changes(CompiledRule rule, CapInterval interval, Map<String, HeldBack> parts) {
        HeldBack total = total(parts);
        Map<String, Object> overflow = new LinkedHashMap<>(total.toMap());
        Map<String, Object> byPart = new LinkedHashMap<>();
        parts.forEach((name, part) -> byPart.put(name, part.toMap()));
        overflow.put("parts", byPart);
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("detect.overflow", overflow);
        changes.put("kibana.alert.reason", reason(rule, interval, total));
        return changes;
    }

    /** The alert when there is none yet. */
    public static Alert of(CompiledRule rule, CapInterval interval, Map<String, HeldBack> parts, AlertRun run) {
        String id = id(rule.rule().id(), interval);
        RuleRating rating = RuleRating.of(rule.rule());
        AlertDocument document = new AlertDocument(new DroppedFields());
        document.putEvent(Map.of(), Timestamps.format(run.now()));
        EventTimes times = new EventTimes(Optional.of(total(parts).from().orElse(interval.start())), Optional.empty());
        AlertState.put(document, id, times, rating, run);
        if (rule.rule().isBuildingBlock()) {
            document.put("kibana.alert.building_block_type", "default");
        }
        document.put("kibana.alert.ancestors", List.of());
        document.put("kibana.alert.depth", 1);
        RuleSnapshot.put(document, rule, rating, run);
        document.put("detect.mode", run.mode().fieldValue());
        Map<String, Object> source = new LinkedHashMap<>(
                document.finish(id, index(interval), Optional.empty()).source());
        source.putAll(changes(rule, interval, parts));
        return new Alert(id, index(interval), source);
    }

    private static String reason(CompiledRule rule, CapInterval interval, HeldBack total) {
        StringBuilder reason = new StringBuilder()
                .append(total.count())
                .append(" more alerts of rule ")
                .append(rule.rule().name())
                .append(" were held back in the ")
                .append(rule.rule().timing().interval())
                .append(" from ")
                .append(Timestamps.format(interval.start()))
                .append(", over its max_signals");
        total.top().forEach((field, values) -> reason.append("; most: ")
                .append(field)
                .append(' ')
                .append(values.entrySet().stream()
                        .map(each -> each.getKey() + " (" + each.getValue() + ")")
                        .collect(Collectors.joining(", "))));
        return reason.append('.').toString();
    }
}
