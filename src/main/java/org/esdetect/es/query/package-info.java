/**
 * A condition and the way in which indices hold its fields, to a query that finds every event that satisfies the
 * condition. The one entry is {@link org.esdetect.es.query.QueryCompiler}; it is told of the indices by
 * {@link org.esdetect.es.query.FieldTypes}.
 *
 * <p>The query narrows and the condition decides, so it may find too much and never too little. The idea: each leaf is
 * enclosed by two queries ({@code Bounds}), one that finds at least and one that finds at most the events of which it
 * is true. A positive leaf becomes the upper one; a negated leaf excludes the lower one, and only where the index is
 * known to hold exactly what the source holds. What an index cannot say (a field that is not mapped, a nested object,
 * an expression) has everything above and nothing below. Around the leaves:
 *
 * <ul>
 *   <li>values that were ignored when indexed ({@code ignore_above}, {@code ignore_malformed}) are not in the index,
 *       but the document says in {@code _ignored} of which field: such documents are found too;
 *   <li>indices that differ get a query each, chosen by {@code _index};
 *   <li>what a shard would refuse (patterns too complex, lists too long, too many clauses) is replaced by something
 *       weaker before it is sent, with Elasticsearch's default limits in mind.
 * </ul>
 *
 * <p>Known to be outside the promise: a JSON number with a fraction in a field that is indexed as text keeps its
 * spelling there ({@code 1.50}) and its value in memory; text that Elasticsearch's own reader of addresses takes for an
 * address though it is none; a synthetic source that lost what the index holds, as of a logs index that is sent a field
 * {@code a.b} beside a list of objects {@code a}; a cluster that forbids expensive queries refuses patterns altogether.
 */
@NullMarked
package org.esdetect.es.query;

import org.jspecify.annotations.NullMarked;
