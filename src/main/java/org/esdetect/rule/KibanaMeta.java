package org.esdetect.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is ours and Kibana has no name for, in {@code meta.detect} of an export: Kibana refuses unknown top-level
 * fields.
 */
final class KibanaMeta {
    private static final String META = "meta";
    private static final String OURS = "detect";

    private KibanaMeta() {}

    /** Puts {@code ours}, if there is any, into {@code document}, beside what its {@code meta} holds. */
    static void put(Map<String, Object> document, Map<?, ?> ours) {
        if (ours.isEmpty()) {
            return;
        }
        Map<String, Object> meta = new LinkedHashMap<>();
        if (document.get(META) instanceof Map<?, ?> present) {
            present.forEach((name, value) -> meta.put(String.valueOf(name), value));
        }
        meta.put(OURS, ours);
        document.put(META, meta);
    }

    /** Takes out of {@code document} what {@link #put} put in, and {@code meta} if nothing else is in it. */
    static Optional<Map<?, ?>> take(Map<String, Object> document) {
        if (!(document.get(META) instanceof Map<?, ?> meta && meta.get(OURS) instanceof Map<?, ?> ours)) {
            return Optional.empty();
        }
        Map<Object, Object> rest = new LinkedHashMap<>(meta);
        rest.remove(OURS);
        if (rest.isEmpty()) {
            document.remove(META);
        } else {
            document.put(META, rest);
        }
        return Optional.of(ours);
    }
}
