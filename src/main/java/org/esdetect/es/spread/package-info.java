/**
 * Runs on their way between nodes.
 *
 * <p>On the node that owns the schedule {@link org.esdetect.es.spread.RunSpread} gives each run to the data node that
 * has room for it, as a {@code RunMessage}; on that node {@link org.esdetect.es.spread.RunWorker} does it, within its
 * time and under a task. A run that is lost on the way, or that a node refuses, is an answer like any other.
 *
 * <p>Knows runs and nodes; not when a rule is due, and not what its cursor becomes.
 */
@NullMarked
package org.esdetect.es.spread;

import org.jspecify.annotations.NullMarked;
