package org.esdetect.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Identity, time and state of a new alert, as analysts and their tools expect them. */
final class AlertState {
    private AlertState() {}

    /** @param times of the event; of a sequence, those of its first event */
    static void put(AlertDocument alert, String id, EventTimes times, RuleRating rating, AlertRun run) {
        String now = Timestamps.format(run.now());
        alert.put("kibana.space_ids", List.of("default"));
        alert.put("kibana.version", run.version());
        alert.put("kibana.alert.uuid", id);
        alert.put("kibana.alert.instance.id", id);
        alert.put("kibana.alert.start", now);
        alert.put("kibana.alert.last_detected", now);
        alert.put("kibana.alert.original_time", times.best().map(Timestamps::format));
        alert.put("kibana.alert.intended_timestamp", Timestamps.format(intended(times, run)));
        alert.put("kibana.alert.status", "active");
        alert.put("kibana.alert.workflow_status", "open");
        alert.put("kibana.alert.workflow_tags", List.of());
        alert.put("kibana.alert.workflow_assignee_ids", List.of());
        alert.put("kibana.alert.severity", rating.severity());
        alert.put("kibana.alert.risk_score", rating.riskScore());
    }

    /** When the alert should have been raised: now, or for a run over the past when its event came in. */
    private static Instant intended(EventTimes times, AlertRun run) {
        Optional<Instant> covered = times.arrived().or(times::occurred);
        return run.mode() == AlertRun.Mode.BACKFILL ? covered.orElse(run.now()) : run.now();
    }
}
