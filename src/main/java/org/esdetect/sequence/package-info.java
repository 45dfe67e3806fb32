/**
 * The state machine of one sequence rule. Takes events in order, keeps at most one pending sequence per step and join
 * key; no clock, no thread.
 *
 * <p>Entry: {@link org.esdetect.sequence.SequenceMachine}. What a sequence is, is said there; in tests
 * {@code ReferenceSequences} says it a second time, stage by stage and without any state, and both must agree.
 * {@link org.esdetect.sequence.JoinKeys} serves whoever wants to ask an index for events of certain keys only.
 */
@NullMarked
package org.esdetect.sequence;

import org.jspecify.annotations.NullMarked;
