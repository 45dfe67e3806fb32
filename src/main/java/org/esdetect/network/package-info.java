/**
 * Many conditions, judged as one: {@link org.esdetect.network.NetworkCompiler} makes a
 * {@link org.esdetect.network.Network}, whose {@code match} says which conditions hold of an event. Verdicts are those
 * of {@link org.esdetect.condition.Evaluator}; only the work is less. Cost grows with what an event touches, not with
 * the number of conditions.
 *
 * <p>The idea, in the order in which an event meets it:
 *
 * <ol>
 *   <li><b>Paths.</b> What the conditions read is a tree of field paths; each is looked up in the document at most once
 *       an event, through its parent, and only when something asks ({@code PathTree}, {@code EventFields}).
 *   <li><b>Signature.</b> A few fields hold few values: category, operating system, type, action. What a condition
 *       demands of them (its guards) is tested for all conditions at once by walking a tree of the values that some
 *       condition names; any other value is the class "other" ({@code SignatureTree}). What is left alive is a
 *       {@code Plan}.
 *   <li><b>Witnesses.</b> Each condition has a set of tests of which at least one must hold if it does: of an
 *       {@code and} the cheapest term's, of an {@code or} all terms' together, of a {@code not} none
 *       ({@code Witnesses}; access predicates in the literature). All texts of all witnesses of one field are looked
 *       for at once: whole values, beginnings and endings in hash tables, fragments of wildcards by four of their bytes
 *       ({@code FieldDispatch}). They find a superset, so only condition that a witness touched is judged.
 *   <li><b>Conditions.</b> A touched condition runs as jump code over leaves; equal leaves of all conditions are one
 *       and are judged at most once an event ({@code Program}, {@code Scratch}). One that needs too much
 *       ({@code Steps}), or throws, is undecided, as is one that was set aside; the others are judged.
 * </ol>
 *
 * <p>Which guard, witness or order is chosen changes the cost, never a verdict. Conditions without a witness are judged
 * for every event whose signature leaves them alive. A network is immutable but for its tree of signatures, which grows
 * by what events bring, up to a bound.
 *
 * @see <a href="https://doi.org/10.1145/375663.375677">Fabret et al., Filtering algorithms and implementation for very
 *     fast publish/subscribe systems, SIGMOD 2001</a>
 */
@NullMarked
package org.esdetect.network;

import org.jspecify.annotations.NullMarked;
