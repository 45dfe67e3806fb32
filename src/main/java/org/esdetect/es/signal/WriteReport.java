package org.esdetect.es.signal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of the alerts of one write.
 *
 * @param created alerts that were not there before
 * @param duplicate alerts that were there already, from this or another path
 * @param failures alert id to reason, in the order of writing; these are not in the index
 */
public record WriteReport(long created, long duplicate, Map<String, String> failures) {
    /** Nothing was written. */
    public static final WriteReport NOTHING = new WriteReport(0, 0, Map.of());

    public WriteReport {
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    WriteReport plus(WriteReport more) {
        Map<String, String> all = new LinkedHashMap<>(failures);
        all.putAll(more.failures);
        return new WriteReport(created + more.created, duplicate + more.duplicate, all);
    }
}
