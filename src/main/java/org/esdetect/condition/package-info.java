/**
 * The meaning of a boolean rule: {@link org.esdetect.condition.Condition}, its leaves, and the
 * {@link org.esdetect.condition.Evaluator} that is the only judge.
 *
 * <p>Truth is two-valued over leaves: a leaf is true when some choice of one value per field mention makes it true, a
 * missing field offers null, and {@code not} is plain complement. Null lives inside
 * {@link org.esdetect.condition.Expression} only.
 *
 * <p>The evaluator is the definition, a method a kind of condition; {@link org.esdetect.condition.CompiledCondition}
 * gives the same verdicts fast. What a rule or an event could blow up has a {@link org.esdetect.condition.Budget}.
 * Lucene's automata are the only thing from outside: {@code regex} means what it means in an index, to the letter.
 */
@NullMarked
package org.esdetect.condition;

import org.jspecify.annotations.NullMarked;
