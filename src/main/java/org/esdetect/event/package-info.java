/**
 * What an event is and which values a field of it has.
 *
 * <p>The one entry is {@link org.esdetect.event.Event}; {@link org.esdetect.event.MapEvent} reads a document map,
 * nested and dotted keys alike.
 */
@NullMarked
package org.esdetect.event;

import org.jspecify.annotations.NullMarked;
