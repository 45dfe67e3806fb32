package org.esdetect.es.health;

import java.util.List;

/** All parts of the plugin on this node that know what is wrong with them. */
public final class NodeHealth {
    private final List<HealthSource> sources;

    public NodeHealth(List<HealthSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** What is wrong now; one thread at a time, as sources compare with what they saw before. */
    public synchronized NodeReport report(long nowMillis) {
        return NodeReport.of(sources, nowMillis);
    }
}
