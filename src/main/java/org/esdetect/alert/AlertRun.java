package org.esdetect.alert;

import java.time.Duration;
import java.time.Instant;

/**
 * Who writes an alert, and when.
 *
 * @param mode {@code inline}, {@code sequence}, {@code scheduled} or {@code backfill}: {@code detect.mode}
 * @param now the time of writing: the alert's {@code @timestamp}
 * @param executionId one run, or one start of a node's inline writer: {@code kibana.alert.rule.execution.uuid}
 * @param version the Elasticsearch version: {@code kibana.version}
 */
public record AlertRun(Mode mode, Instant now, String executionId, String version, Limits limits) {

    /** With {@link Limits#DEFAULT}. */
    public AlertRun(Mode mode, Instant now, String executionId, String version) {
        this(mode, now, executionId, version, Limits.DEFAULT);
    }

    /**
     * What bounds and classifies an alert.
     *
     * @param maxSourceBytes what is copied of one event, as JSON; the largest values are left out beyond it
     * @param allowedLateness an event that arrives later than this after it happened is marked {@code detect.late}
     */
    public record Limits(long maxSourceBytes, Duration allowedLateness) {
        /** 256 kB an event, four minutes. */
        public static final Limits DEFAULT = new Limits(256 * 1024, Duration.ofMinutes(4));
    }

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
