/**
 * What an event is, which values a field of it has, and how values compare with the constants of a rule.
 *
 * <p>An {@link org.esdetect.event.Event} is read by path; {@link org.esdetect.event.MapEvent} reads a document map,
 * nested and dotted keys alike. {@link org.esdetect.event.Values} is the one place that knows when a value equals a
 * constant and which comes first: numbers, addresses and moments by what they are, other strings by code point, and
 * case, where it does not count, by the ASCII letters only ({@link org.esdetect.event.AsciiCase}). No name is ever
 * looked up.
 */
@NullMarked
package org.esdetect.event;

import org.jspecify.annotations.NullMarked;
