package org.esdetect.es.run;

import org.elasticsearch.common.breaker.CircuitBreaker;
import org.elasticsearch.common.settings.ClusterSettings;

/** The limits of runs, as the cluster's settings say at this moment. */
public final class RunLimits {
    private final CircuitBreaker memory;
    private volatile int maxCandidates;
    private volatile int keysPerSearch;
    private volatile long allowedLatenessMillis;

    /** @param memory the breaker that what runs hold in memory is taken from */
    public RunLimits(ClusterSettings settings, CircuitBreaker memory) {
        this.memory = memory;
        settings.initializeAndWatch(RunSettings.MAX_CANDIDATES, value -> maxCandidates = value);
        settings.initializeAndWatch(RunSettings.KEYS_PER_SEARCH, value -> keysPerSearch = value);
        settings.initializeAndWatch(RunSettings.ALLOWED_LATENESS, value -> allowedLatenessMillis = value.millis());
    }

    /** For one run; to be closed when it is over. */
    RunMemory memory() {
        return new RunMemory(memory);
    }

    int maxCandidates() {
        return maxCandidates;
    }

    int keysPerSearch() {
        return keysPerSearch;
    }

    long allowedLatenessMillis() {
        return allowedLatenessMillis;
    }
}
