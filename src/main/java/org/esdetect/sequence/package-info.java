/**
 * The state machine of one sequence rule. Takes events in order, keeps at most one pending sequence per step and join
 * key; no clock, no thread.
 */
@NullMarked
package org.esdetect.sequence;

import org.jspecify.annotations.NullMarked;
