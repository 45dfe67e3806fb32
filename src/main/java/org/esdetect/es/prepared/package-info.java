/**
 * Patterns of rules, prepared once on a node instead of once for each search, shard and filter.
 *
 * <p>A rule asks the same at every interval. What makes it dear is not to search: it is to make an automaton of each
 * pattern and of each list that ignores case. The automaton follows from the pattern and the field's name alone where
 * the field is an indexed keyword that is not normalized, so it serves every index and outlives every change of a
 * mapping. {@link org.esdetect.es.prepared.PreparedQueries} keeps them, within a bound; in a query the pattern is
 * wrapped in {@link org.esdetect.es.prepared.PreparedQueryBuilder}, which asks there first. Other types of fields make
 * their queries as ever.
 */
@NullMarked
package org.esdetect.es.prepared;

import org.jspecify.annotations.NullMarked;
