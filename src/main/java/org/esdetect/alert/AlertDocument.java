package org.esdetect.alert;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.esdetect.ecs.AlertFields;
import org.jspecify.annotations.Nullable;

/**
 * An alert document while it is put together. What an event and what a rule say is checked alike: whatever does not fit
 * the alert mapping is left out and reported.
 */
final class AlertDocument {
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final DroppedFields dropped;
    private final TypedCopy copy;
    private FixedFields fixed = FixedFields.NONE;

    AlertDocument(DroppedFields dropped) {
        this.dropped = dropped;
        this.copy = new TypedCopy(AlertFields.table(), dropped);
    }

    /** Takes over {@code event}, which becomes a signal and gets the time at which the alert is written. */
    AlertDocument putEvent(Map<String, Object> event, String timestamp) {
        fields.put("@timestamp", timestamp);
        event.forEach(fields::putIfAbsent);
        Map<String, Object> signal = new LinkedHashMap<>();
        signal.put("kind", "signal");
        if (event.get("event") instanceof Map<?, ?> original) {
            original.forEach((name, value) -> signal.putIfAbsent((String) name, value));
        }
        fields.put("event", signal);
        return this;
    }

    AlertDocument put(String field, @Nullable Object value) {
        copy.put(fields, field, value);
        return this;
    }

    AlertDocument put(String field, Optional<?> value) {
        value.ifPresent(present -> put(field, present));
        return this;
    }

    /** Takes over fields that were checked before; at most once. What is put later may replace them. */
    AlertDocument putAll(FixedFields checked) {
        fields.putAll(checked.values());
        checked.dropped().forEach(dropped::add);
        fixed = checked;
        return this;
    }

    /** What was put so far, for other documents to take over. */
    FixedFields fixed() {
        return new FixedFields(fields, dropped.paths());
    }

    /** The finished alert, unmodifiable. Nothing can be put afterwards. */
    Alert finish(String id, String index, Optional<Folding> folding) {
        if (!dropped.paths().isEmpty()) {
            fields.put("detect.dropped_fields", dropped.paths());
        }
        return new Alert(id, index, Collections.unmodifiableMap(fields), folding, fixed);
    }
}
