/**
 * Whether detection works, for {@code GET /_health_report/detect}.
 *
 * <p>A health indicator must answer at once and may be asked on any node, so nothing is asked when it is: the elected
 * master collects what every node finds wrong, again and again, and tells all nodes with the next collection what the
 * last one gave. What the cluster state says by itself is looked at when the indicator is asked.
 *
 * <p>Parts of the plugin say what is wrong as {@link org.esdetect.es.health.Finding findings}; this package knows none
 * of them. What each symptom means and what to do about it stands in {@link org.esdetect.es.health.Symptom}.
 */
@NullMarked
package org.esdetect.es.health;

import org.jspecify.annotations.NullMarked;
