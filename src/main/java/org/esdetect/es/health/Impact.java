package org.esdetect.es.health;

import java.util.List;
import java.util.Locale;
import org.elasticsearch.health.HealthIndicatorImpact;
import org.elasticsearch.health.ImpactArea;

/** What a symptom means for who relies on detection. */
public enum Impact {
    ALERTS_NOT_WRITTEN(
            1, "No alert is written. Events keep their tag: all alerts appear once this is mended.", ImpactArea.SEARCH),
    NOT_DETECTED(
            1,
            "Some rules judge nothing, or nothing new: what they would find is not found for now.",
            ImpactArea.SEARCH),
    ALERTS_LATE(2, "Some alerts come later than usual; none is lost.", ImpactArea.SEARCH),
    INGEST(2, "Some documents cannot be judged while they are indexed.", ImpactArea.INGEST),
    NONE(3, "None: for your information.", ImpactArea.SEARCH);

    private final int severity;
    private final String description;
    private final ImpactArea area;

    Impact(int severity, String description, ImpactArea area) {
        this.severity = severity;
        this.description = description;
        this.area = area;
    }

    HealthIndicatorImpact of(String indicator) {
        return new HealthIndicatorImpact(
                indicator, name().toLowerCase(Locale.ROOT), severity, description, List.of(area));
    }
}
