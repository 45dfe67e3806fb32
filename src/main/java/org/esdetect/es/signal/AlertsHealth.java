package org.esdetect.es.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esdetect.es.health.Finding;
import org.esdetect.es.health.HealthSource;
import org.esdetect.es.health.RecentGrowth;
import org.esdetect.es.health.Symptom;
import org.jspecify.annotations.Nullable;

/** Whether the alerts of this node find their way to the index. For one thread at a time. */
public final class AlertsHealth implements HealthSource {
    private final AlertWriter writer;
    private final TaggedDocuments documents;
    private final RecentGrowth growth = new RecentGrowth();

    public AlertsHealth(AlertWriter writer, TaggedDocuments documents) {
        this.writer = writer;
        this.documents = documents;
    }

    @Override
    public List<Finding> findings(long nowMillis) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Object> alerts = writer.stats();
        if (grew("failed", alerts, "failed", nowMillis)) {
            Object last = alerts.get("last_failure") instanceof Map<?, ?> failure ? failure.get("message") : "";
            findings.add(Finding.of(Symptom.ALERTS_FAILING, String.valueOf(last)));
        }
        boolean alertsRejected = grew("rejected", alerts, "rejected", nowMillis);
        boolean documentsRejected = grew("listener", documents.stats(), "rejected", nowMillis);
        if (alertsRejected || documentsRejected) {
            findings.add(Finding.of(Symptom.QUEUE_FULL, ""));
        }
        return findings;
    }

    private boolean grew(String name, Map<String, Object> stats, String counter, long nowMillis) {
        return growth.grewLately(name, number(stats.get(counter)), nowMillis);
    }

    private static long number(@Nullable Object count) {
        return count instanceof Number number ? number.longValue() : 0;
    }
}
