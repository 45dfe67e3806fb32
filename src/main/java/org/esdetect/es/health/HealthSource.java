package org.esdetect.es.health;

import java.util.List;

/** A part of the plugin that knows what is wrong with it on this node. */
@FunctionalInterface
public interface HealthSource {
    /**
     * What is wrong now; empty when nothing is. Asked every few seconds by one thread at a time; cheap, does not wait.
     */
    List<Finding> findings(long nowMillis);
}
