package org.esdetect.es.query;

/** What can be asked of an indexed field without asking for less than memory would find. */
enum FieldKind {
    /** {@code keyword} and its family: the text of each value, as a term. */
    KEYWORD,
    /** {@code wildcard}: as {@link #KEYWORD}, but a list of terms is as many queries. */
    WILDCARD,
    /** A key of a {@code flattened} field: terms too, but only some queries. */
    FLATTENED_KEY,
    /** {@code long}: a fraction is cut off when it is indexed. */
    LONG,
    /** {@code integer}, {@code short}, {@code byte}: as {@link #LONG}, narrower. */
    INTEGER,
    DOUBLE,
    /** {@code float}: rounded when it is indexed. */
    FLOAT,
    BOOLEAN,
    IP,
    /** Only whether there is a value: {@code text} without an exact sub-field, dates in formats of their own. */
    VALUED,
    /** Not in the mapping, and yet perhaps in a source: nothing can be asked. */
    UNMAPPED,
    /** In the mapping in a way of which nothing can be asked: memory may see values that the index sees otherwise. */
    OPAQUE;

    /**
     * Whether a shard that holds a field so takes any range query on it, also one that was made for another index: a
     * date is parsed before the shard knows that the query is not for it.
     */
    boolean takesAnyRange() {
        return this != VALUED && this != OPAQUE;
    }
}
