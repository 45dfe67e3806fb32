package org.esdetect.es.task;

import org.elasticsearch.common.settings.ClusterSettings;

/** The limits of runs, as the cluster's settings say at this moment. */
public final class RunLimits {
    private volatile int maxCandidates;
    private volatile long allowedLatenessMillis;

    public RunLimits(ClusterSettings settings) {
        settings.initializeAndWatch(ScheduleSettings.MAX_CANDIDATES, value -> maxCandidates = value);
        settings.initializeAndWatch(ScheduleSettings.ALLOWED_LATENESS, value -> allowedLatenessMillis = value.millis());
    }

    int maxCandidates() {
        return maxCandidates;
    }

    long allowedLatenessMillis() {
        return allowedLatenessMillis;
    }
}
