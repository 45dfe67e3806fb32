/**
 * Why a rule did or did not match: {@link org.esdetect.explain.Explainer} is the entry.
 *
 * <p>The checked tree is walked, so that each {@link org.esdetect.explain.Clause} has the text that its author wrote
 * and its place. Its verdict is never computed here: the clause is lowered like the rule and
 * {@link org.esdetect.condition.Evaluator} judges it. The reasons beside a verdict are found by asking the same
 * evaluator about the neighbours of a test: with case ignored, with wildcards read as such, with one value or one
 * constant alone.
 *
 * <p>A sequence is judged by {@link org.esdetect.sequence.SequenceMachine}; when nothing completes,
 * {@code SequenceTrace} repeats its rules slowly and remembers why each attempt ended, and {@code NearestMiss} tells of
 * the one that got furthest.
 *
 * <p>Two renderings: {@link org.esdetect.explain.ExplanationText} for people and
 * {@link org.esdetect.explain.ExplanationMap} for JSON. Both cut long values and long lists and say how many there
 * were.
 */
@NullMarked
package org.esdetect.explain;

import org.jspecify.annotations.NullMarked;
