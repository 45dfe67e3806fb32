package org.esdetect.es.health;

import java.util.Map;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;

/** Asks every node what is wrong there, and tells it what was found out before. */
@FunctionalInterface
public interface HealthCollection {
    /** @param listener answered with node ids and what they say; nothing for a node that did not answer */
    void collect(Optional<HealthSummary> last, ActionListener<Map<String, Optional<NodeReport>>> listener);
}
