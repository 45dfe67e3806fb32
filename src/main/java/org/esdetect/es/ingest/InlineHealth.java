package org.esdetect.es.ingest;

import java.util.ArrayList;
import java.util.List;
import org.esdetect.es.health.Finding;
import org.esdetect.es.health.HealthSource;
import org.esdetect.es.health.RecentGrowth;
import org.esdetect.es.health.Symptom;

/** Rules that failed lately on documents that were being ingested. For one thread at a time. */
public final class InlineHealth implements HealthSource {
    private final InlineCounters counters;
    private final RecentGrowth errors = new RecentGrowth();

    public InlineHealth(InlineCounters counters) {
        this.counters = counters;
    }

    @Override
    public List<Finding> findings(long nowMillis) {
        List<Finding> findings = new ArrayList<>();
        counters.errorsByRule().forEach((rule, count) -> {
            if (errors.grewLately(rule, count, nowMillis)) {
                findings.add(new Finding(Symptom.RULE_INLINE_ERRORS, rule, ""));
            }
        });
        return findings;
    }
}
