/**
 * Puts the processor into the pipelines of indices and takes it out again: {@code _attach}, {@code _detach},
 * {@code _uninstall}.
 *
 * <p>What is to change is planned from a cluster state and nothing else; {@link org.esdetect.es.attach.Changes} then
 * makes the changes one after the other, with the caller's own rights. Planned again afterwards, nothing is left to do.
 */
@NullMarked
package org.esdetect.es.attach;

import org.jspecify.annotations.NullMarked;
