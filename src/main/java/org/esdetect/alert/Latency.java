package org.esdetect.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How long it took from the event to the alert: {@code detect.latency.*}. Left out where the event does not tell when
 * it happened or arrived. Negative where a clock is ahead, not clamped: that is a finding of its own.
 */
final class Latency {
    private Latency() {}

    /**
     * @param steps the times of the alert's events; of several, the one that arrived last counts, since no alert was
     *     possible before it
     */
    static void put(AlertDocument alert, List<EventTimes> steps, AlertRun run) {
        EventTimes last = steps.stream()
                .filter(times -> times.arrived().isPresent())
                .max(Comparator.comparing(times -> times.arrived().orElseThrow()))
                .orElse(null);
        if (last == null) {
            return;
        }
        Instant arrived = last.arrived().orElseThrow();
        last.occurred().ifPresent(occurred -> {
            Duration delay = Duration.between(occurred, arrived);
            alert.put("detect.latency.event_to_ingest_ms", delay.toMillis());
            alert.put("detect.late", delay.compareTo(run.limits().allowedLateness()) > 0);
        });
        alert.put(
                "detect.latency.ingest_to_alert_ms",
                Duration.between(arrived, run.now()).toMillis());
    }
}
