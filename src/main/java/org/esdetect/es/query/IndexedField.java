package org.esdetect.es.query;

/**
 * How an index holds one field of a rule.
 *
 * @param path the field to query: the exact sub-field of a {@code text} field, otherwise the field itself
 * @param verbatim whether the index is known to hold what the source holds and nothing else: no normalizer, no
 *     {@code null_value}, nothing copied in, indexed for every kind of query. Only then may a query exclude
 * @param mayIgnore whether a value of the source may be missing in the index, the field then being named in
 *     {@code _ignored}
 */
record IndexedField(String path, FieldKind kind, boolean verbatim, boolean mayIgnore) {

    /** A field of which the index tells nothing. */
    static IndexedField opaque(String path) {
        return new IndexedField(path, FieldKind.OPAQUE, false, false);
    }

    /** A field that the mapping does not name. */
    static IndexedField unmapped(String path) {
        return new IndexedField(path, FieldKind.UNMAPPED, false, false);
    }

    /** The same, when more than the source may be in it. */
    IndexedField notVerbatim() {
        return new IndexedField(path, kind, false, mayIgnore);
    }
}
