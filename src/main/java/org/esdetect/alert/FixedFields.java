package org.esdetect.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields that many documents have in common, checked and encoded once: what a rule says of itself is most of an alert.
 * Immutable.
 */
public final class FixedFields {
    /** No field. */
    public static final FixedFields NONE = new FixedFields(Map.of(), List.of());

    /** Shorter JSON is written as quickly as it is copied. */
    private static final int WORTH_KEEPING = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> values;
    private final Map<String, byte[]> json = new HashMap<>();
    private final List<String> dropped;

    /** @param dropped the paths of what did not fit the alert mapping */
    FixedFields(Map<String, Object> values, List<String> dropped) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(name, unmodifiable(value)));
        this.values = Collections.unmodifiableMap(copy);
        this.dropped = List.copyOf(dropped);
        this.values.forEach((name, value) -> keepJson(name, value));
    }

    private static @Nullable Object unmodifiable(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return Collections.unmodifiableMap(object);
        }
        return value instanceof List<?> items ? Collections.unmodifiableList(items) : value;
    }

    private void keepJson(String name, @Nullable Object value) {
        if (!(value instanceof String || value instanceof Collection || value instanceof Map)) {
            return;
        }
        try {
            byte[] encoded = JSON.writeValueAsBytes(value);
            if (encoded.length >= WORTH_KEEPING) {
                json.put(name, encoded);
            }
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("field [" + name + "] of a rule is no JSON", notJson);
        }
    }

    Map<String, Object> values() {
        return values;
    }

    List<String> dropped() {
        return dropped;
    }

    /** The JSON of field {@code name}, if it is at hand and {@code value} is the field's value and no other. */
    public byte @Nullable [] json(String name, @Nullable Object value) {
        byte[] encoded = json.get(name);
        return encoded != null && values.get(name) == value ? encoded : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FixedFields fields && values.equals(fields.values) && dropped.equals(fields.dropped);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
