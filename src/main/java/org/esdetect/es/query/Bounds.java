package org.esdetect.es.query;

import java.util.List;
import org.elasticsearch.index.query.QueryBuilder;

/**
 * A leaf between two queries, for documents none of whose values were ignored.
 *
 * @param upper finds every event of which the leaf is true, and maybe more
 * @param lower finds only events of which the leaf is true, and maybe fewer: what a negation may exclude
 */
record Bounds(QueryBuilder upper, QueryBuilder lower) {
    /** Nothing is known. */
    static final Bounds UNKNOWN = new Bounds(Clauses.ALL, Clauses.NONE);

    /** The leaf is true of no value that the index can hold. */
    static final Bounds NEVER = new Bounds(Clauses.NONE, Clauses.NONE);

    /** The query finds exactly the events of which the leaf is true. */
    static Bounds exactly(QueryBuilder query) {
        return new Bounds(query, query);
    }

    /** The query finds too much. */
    static Bounds atMost(QueryBuilder upper) {
        return new Bounds(upper, Clauses.NONE);
    }

    /** Of a leaf that is true when any of several is. */
    static Bounds any(List<Bounds> alternatives) {
        return new Bounds(
                Clauses.any(alternatives.stream().map(Bounds::upper).toList()),
                Clauses.any(alternatives.stream().map(Bounds::lower).toList()));
    }

    boolean isExact() {
        return upper.equals(lower);
    }

    /** The same where the index may hold more than the source: nothing may be excluded. */
    Bounds withoutLower() {
        return atMost(upper);
    }
}
