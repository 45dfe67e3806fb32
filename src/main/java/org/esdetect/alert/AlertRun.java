package org.esdetect.alert;

import java.time.Instant;

/**
 * Who writes an alert, and when.
 *
 * @param mode {@code inline}, {@code sequence}, {@code scheduled} or {@code backfill}: {@code detect.mode}
 * @param now the time of writing: the alert's {@code @timestamp}
 * @param executionId one run, or one start of a node's inline writer: {@code kibana.alert.rule.execution.uuid}
 * @param version the Elasticsearch version: {@code kibana.version}
 */
public record AlertRun(Mode mode, Instant now, String executionId, String version) {

    /** How the alert came about. */
    public enum Mode {
        /** A single-event rule, judged while the event was indexed; the sweep writes the same. */
        INLINE("inline"),
        /** A sequence rule, run on schedule. */
        SEQUENCE("sequence"),
        /** A single-event rule, run on schedule over indices the pipeline does not cover. */
        SCHEDULED("scheduled"),
        /** Any rule, run by hand over a window. */
        BACKFILL("backfill");

        private final String fieldValue;

        Mode(String fieldValue) {
            this.fieldValue = fieldValue;
        }

        public String fieldValue() {
            return fieldValue;
        }
    }
}
