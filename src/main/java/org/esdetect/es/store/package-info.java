/**
 * Rules and the state of scheduled work, in system indices.
 *
 * <p>{@link org.esdetect.es.store.RuleStore} reads and writes rules; every write raises the store's
 * {@link org.esdetect.es.store.Generation}. {@link org.esdetect.es.store.RuleReload} keeps what a node judges with
 * equal to the store: it loads when it is told to and compares generations in between, so that a message that was lost
 * delays a rule by seconds and never for good. {@link org.esdetect.es.store.StateStore} holds what scheduled work must
 * remember.
 *
 * <p>{@link org.esdetect.es.store.RuleInstall} brings rules that do not come over REST: those that ship with the
 * plugin, and the operator's files.
 *
 * <p>A missing index means that nothing was ever stored. An index that cannot be read at the moment is a failure, never
 * "no rules".
 */
@NullMarked
package org.esdetect.es.store;

import org.jspecify.annotations.NullMarked;
