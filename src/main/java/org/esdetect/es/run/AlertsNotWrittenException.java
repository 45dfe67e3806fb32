package org.esdetect.es.run;

import java.util.Map;

/** Some alerts of a run are not in the signals index: the run is to be repeated, with the same alert ids. */
public final class AlertsNotWrittenException extends RuntimeException {
    /** @param failures alert id to reason, at least one */
    public AlertsNotWrittenException(Map<String, String> failures) {
        super("[" + failures.size() + "] alerts could not be written and will be tried again; the first, ["
                + failures.keySet().iterator().next() + "]: "
                + failures.values().iterator().next());
    }
}
