package org.esdetect.es.store;

import org.elasticsearch.action.ActionListener;

/** Tells all nodes that rules changed. */
@FunctionalInterface
public interface RuleBroadcast {
    /**
     * Sends the word.
     *
     * @param listener answered when all nodes that can be reached judge by what is stored now. Never fails: a node that
     *     did not hear of it finds out by itself
     */
    void rulesChanged(ActionListener<Void> listener);
}
