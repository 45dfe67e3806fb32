/**
 * A match to an alert document as plain maps; event keys and alert ids, the same on every path.
 *
 * <p>The entry is {@link org.esdetect.alert.AlertBuilder}. The way of an event: {@code NestedSource} writes dotted keys
 * out, {@code TypedCopy} keeps what fits the alert mapping, {@code SizeBound} what fits the size; then the alert's own
 * fields are put around the copy, checked against the same table. {@link org.esdetect.alert.EventKey},
 * {@link org.esdetect.alert.AlertId} and {@link org.esdetect.alert.SignalsIndex} make sure that one event gives one
 * alert, however often and by whomever it is found.
 */
@NullMarked
package org.esdetect.alert;

import org.jspecify.annotations.NullMarked;
