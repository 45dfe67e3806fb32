package org.esdetect.es.task;

/** Some alerts of a run are not in the signals index: the run is to be repeated, with the same alert ids. */
final class AlertsNotWrittenException extends RuntimeException {
    AlertsNotWrittenException(AlertSink.Written written) {
        super("[" + written.failed() + "] alerts could not be written, they will be tried again; the first: "
                + written.message());
    }
}
