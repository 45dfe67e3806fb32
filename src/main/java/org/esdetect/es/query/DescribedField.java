package org.esdetect.es.query;

import java.util.OptionalInt;

/**
 * A field of a mapping as the author of a rule knows it.
 *
 * @param type the word of the mapping; {@code object} for one that holds fields, and where the mapping does not tell
 * @param ignoreAbove the characters up to which a value is found; empty for all
 */
record DescribedField(String type, OptionalInt ignoreAbove) {
    /** A field whose values nobody knows: computed, or inside an object that is not mapped. */
    static final DescribedField UNKNOWN = new DescribedField("object", OptionalInt.empty());
}
