package org.esdetect.es.task;

import java.util.Map;

/** Some alerts of a run are not in the signals index: the run is to be repeated, with the same alert ids. */
final class AlertsNotWrittenException extends RuntimeException {
    /** @param failures alert id to reason, at least one */
    AlertsNotWrittenException(Map<String, String> failures) {
        super("[" + failures.size() + "] alerts could not be written and will be tried again; the first, ["
                + failures.keySet().iterator().next() + "]: "
                + failures.values().iterator().next());
    }
}
