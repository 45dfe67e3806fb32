package org.esdetect.es.stats;

import java.util.Map;
import java.util.Set;

/**
 * A part of the plugin that counts what it does on this node.
 *
 * <p>Counts of single rules stand in a map {@code rules}, from rule id to a map of counters, among them
 * {@code matches}: tables of rules find them there.
 */
public interface StatsSource {

    /** The section's name in {@code GET /_detect/_stats}, for example {@code inline}. */
    String name();

    /**
     * The counters since the node started: snake-case names to numbers, strings or maps of these. Cheap; any thread.
     */
    Map<String, Object> stats();

    /**
     * Paths in {@link #stats()}, with {@code *} for any one name, that mean nothing as a sum over nodes, such as
     * percentiles or the number of rules: left out of the total, as everything is that is no number.
     */
    default Set<String> gauges() {
        return Set.of();
    }

    /**
     * What is to be shown of the sums over all nodes, where that is more than the sums: their order, and shares.
     *
     * @param sums of {@link #stats()}, without the gauges
     */
    default Map<String, Object> total(Map<String, Object> sums) {
        return sums;
    }
}
