package org.esdetect.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.esdetect.rule.Rule;
import org.esdetect.rule.Suppression;

/**
 * What makes an alert like others, so that one stands for all of them. A function of the rule and the events alone.
 *
 * <p>An alert takes in what is like it from its own event on for the length of a window. To find it without a search,
 * time is cut into stretches as long as a window: in each at most one window begins, so that an event belongs to the
 * one that began in its own stretch or in the one before.
 *
 * @param group a digest of the rule and of the values that alerts are grouped by
 * @param fields that alerts are grouped by
 * @param values their values, in the same order; several of one field in one text; empty for a field that is missing
 * @param atMillis when the event arrived, or happened when that is not known
 * @param occurred when the event happened, as alerts say it
 */
public record Folding(
        String group,
        List<String> fields,
        List<String> values,
        long atMillis,
        long windowMillis,
        Optional<Instant> occurred) {
    private static final int KIND_GROUP = 5;
    private static final int KIND_ALERT = 6;
    private static final int LONGEST_SHOWN = 1000;
    private static final String FIELD = "kibana.alert.suppression.";
    private static final String WINDOW = "detect.suppression.window_";

    public Folding {
        fields = List.copyOf(fields);
        values = List.copyOf(values);
    }

    /**
     * Empty when {@code rule} does not suppress, or not what lacks a field that it groups by.
     *
     * @param event the event, or what the events of a sequence have in common
     * @param times of the event; of a sequence, of its last
     */
    static Optional<Folding> of(Rule rule, Map<String, Object> event, EventTimes times, Instant now) {
        Optional<Suppression> suppression = rule.suppression();
        if (suppression.isEmpty()) {
            return Optional.empty();
        }
        List<String> fields = suppression.get().groupBy();
        Digest digest = new Digest().number(KIND_GROUP).text(rule.id()).number(fields.size());
        List<String> shown = new ArrayList<>();
        for (String field : fields) {
            TreeSet<String> values = new TreeSet<>(SourcePath.texts(event, field));
            if (values.isEmpty() && !suppression.get().foldsMissing()) {
                return Optional.empty();
            }
            digest.text(field).number(values.size());
            values.forEach(digest::text);
            shown.add(WellFormed.shortened(String.join(", ", values), LONGEST_SHOWN));
        }
        Duration window = suppression.get().window();
        Instant at = times.arrived().or(times::occurred).orElse(now);
        return Optional.of(
                new Folding(digest.base64Url(), fields, shown, at.toEpochMilli(), window.toMillis(), times.best()));
    }

    /** Which stretch of time it is in, counted since the epoch. */
    public long stretch() {
        return Math.floorDiv(atMillis, windowMillis);
    }

    /**
     * The id of the alert that stands for the group.
     *
     * @param stretch in which its window began
     * @param number how many alerts before it, of the same group and stretch, people had closed
     */
    public String alertId(long stretch, int number) {
        return new Digest()
                .number(KIND_ALERT)
                .text(group)
                .text(Long.toString(stretch))
                .number(number)
                .base64Url();
    }

    /** The index of such an alert. */
    public String alertIndex(long stretch) {
        return SignalsIndex.of(
                new EventTimes(Optional.of(Instant.ofEpochMilli(stretch * windowMillis)), Optional.empty()));
    }

    /** Until when an alert whose first event is this one takes in others. */
    public long endMillis() {
        return atMillis + windowMillis;
    }

    /** What an alert says of it, also before others are folded into it. */
    void put(AlertDocument alert) {
        alert.put(FIELD + "terms.field", fields);
        alert.put(FIELD + "terms.value", values);
        alert.put(FIELD + "start", occurred.map(Timestamps::format));
        alert.put(FIELD + "end", occurred.map(Timestamps::format));
        alert.put(FIELD + "docs_count", 0);
    }

    /** {@code alert} as the one that stands for its group, under {@code id}. */
    public Map<String, Object> standing(Alert alert, String id) {
        Map<String, Object> source = new LinkedHashMap<>(alert.source());
        source.put("kibana.alert.uuid", id);
        source.put("kibana.alert.instance.id", group);
        source.computeIfPresent("kibana.alert.group.id", (name, own) -> id);
        source.put(WINDOW + "start", Timestamps.format(Instant.ofEpochMilli(atMillis)));
        source.put(WINDOW + "end", Timestamps.format(Instant.ofEpochMilli(endMillis())));
        return source;
    }

    /** The field of a standing alert that says until when it takes in others. */
    public static String windowEnd() {
        return WINDOW + "end";
    }

    /**
     * What changes in a standing alert.
     *
     * @param events how many were folded into it, its own included
     * @param first when the first of them happened
     * @param last when the last did
     */
    public static Map<String, Object> counted(long events, Instant first, Instant last, Instant now) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put(FIELD + "docs_count", events - 1);
        changes.put(FIELD + "start", Timestamps.format(first));
        changes.put(FIELD + "end", Timestamps.format(last));
        changes.put("kibana.alert.last_detected", Timestamps.format(now));
        return changes;
    }
}
