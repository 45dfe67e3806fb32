package org.esdetect.alert;

import java.util.Map;
import java.util.Set;

/** What the event said of itself before it became a signal: {@code kibana.alert.original_event.*} and the stream's. */
final class OriginalEvent {
    private static final String EVENT = "kibana.alert.original_event.";
    private static final String DATA_STREAM = "kibana.alert.original_data_stream.";

    /** Of one event: several events that agree on them do so by chance. */
    private static final Set<String> OF_ONE_EVENT =
            Set.of("created", "start", "end", "ingested", "sequence", "severity", "risk_score", "risk_score_norm");

    private OriginalEvent() {}

    static void putOfEvent(AlertDocument alert, Map<String, Object> fields) {
        members(fields, "event").forEach((name, value) -> alert.put(EVENT + name, value));
        members(fields, "data_stream").forEach((name, value) -> alert.put(DATA_STREAM + name, value));
    }

    /** @param common what all events of a sequence have in common */
    static void putOfSequence(AlertDocument alert, Map<String, Object> common) {
        members(common, "event").forEach((name, value) -> {
            if (!OF_ONE_EVENT.contains((String) name)) {
                alert.put(EVENT + name, value);
            }
        });
    }

    private static Map<?, ?> members(Map<String, Object> fields, String object) {
        return fields.get(object) instanceof Map<?, ?> members ? members : Map.of();
    }
}
