package org.esdetect.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esdetect.ecs.AlertFields;

/**
 * One event, made ready to become an alert.
 *
 * @param fields what an alert takes over from its source: nested, fitting the alert mapping, bounded in size
 * @param dropped what it does not
 */
record EventCopy(
        SourceEvent event,
        EventKey key,
        EventTimes times,
        Lineage lineage,
        Map<String, Object> fields,
        DroppedFields dropped) {

    /** What another alert, or our own tag, says of the event: the new alert has its own. */
    private static final Set<String> NOT_COPIED = Set.of("kibana", "signal", "threshold_result", "detect");

    static EventCopy of(SourceEvent event, long maxBytes) {
        DroppedFields dropped = new DroppedFields();
        Map<String, Object> nested = NestedSource.of(event.source(), dropped);
        nested.keySet().removeAll(NOT_COPIED);
        Map<String, Object> fields = new TypedCopy(AlertFields.table(), dropped).document(nested);
        SizeBound.trim(fields, maxBytes, dropped);
        fields.computeIfPresent("event", (name, value) -> value instanceof List<?> list ? joined(list) : value);
        return new EventCopy(
                event, EventKey.of(event), EventTimes.of(event.source()), Lineage.of(event), fields, dropped);
    }

    /** A list of objects as one object of lists, which means the same to Elasticsearch. */
    private static Map<String, Object> joined(List<?> objects) {
        Map<String, Object> joined = new LinkedHashMap<>();
        for (Object node : SourcePath.nodes(Map.of("event", objects), "event")) {
            if (node instanceof Map<?, ?> object) {
                object.keySet().forEach(key -> {
                    String name = (String) key;
                    joined.computeIfAbsent(name, absent -> SourcePath.nodes(Map.of("event", objects), "event." + name));
                });
            }
        }
        return joined;
    }
}
