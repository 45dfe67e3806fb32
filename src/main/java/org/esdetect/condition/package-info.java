/**
 * The meaning of a boolean rule: {@link org.esdetect.condition.Condition}, its leaves, and the
 * {@link org.esdetect.condition.Evaluator} that is the only judge.
 *
 * <p>Truth is two-valued over leaves: a leaf is true when some choice of one value per field mention makes it true, a
 * missing field offers null, and {@code not} is plain complement. Null lives inside
 * {@link org.esdetect.condition.Expression} only.
 */
@NullMarked
package org.esdetect.condition;

import org.jspecify.annotations.NullMarked;
