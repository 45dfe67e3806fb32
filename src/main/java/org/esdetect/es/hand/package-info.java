/**
 * Runs that somebody asked for, over a window that he named.
 *
 * <p>{@link org.esdetect.es.hand.RunsByHand} runs rules and writes their alerts; a long window is run slice after slice
 * ({@code HandSlices}), so that one can see how far it is and stop it. {@link org.esdetect.es.hand.Previews} does the
 * same for one rule, stored or not, and writes nothing: its {@link org.esdetect.es.hand.PreviewResult} counts and
 * samples.
 *
 * <p>Touches no cursor and knows nothing of the schedule: whatever is run by hand is run on schedule as well, and the
 * alerts are the same documents.
 */
@NullMarked
package org.esdetect.es.hand;

import org.jspecify.annotations.NullMarked;
