package org.esdetect.es.stats;

import java.util.Map;

/** A part of the plugin that counts what it does on this node. */
public interface StatsSource {

    /** The section's name in {@code GET /_detect/_stats}, for example {@code inline}. */
    String name();

    /**
     * The counters since the node started: snake-case names to numbers, strings or maps of these. Cheap; any thread.
     */
    Map<String, Object> stats();
}
