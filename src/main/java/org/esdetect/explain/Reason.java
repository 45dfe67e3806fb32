package org.esdetect.explain;

import java.util.Locale;

/** Why a test came out as it did, or which part of it decided; {@code message} is half a sentence for people. */
public record Reason(Code code, String message) {

    /** The kinds of reasons. {@link #jsonName} is stable. */
    public enum Code {
        /** A field has no value in the event. */
        MISSING,
        /** It would match if case were ignored. */
        CASE,
        /** It would match if {@code *} and {@code ?} were wildcards here. */
        WILDCARD,
        /** It would match a part of the value, but the whole value is compared. */
        WHOLE_VALUE,
        /** A value is of a kind that the test cannot compare, or compares otherwise than one may think. */
        TYPE,
        /** The field has several values, and one of them decided. */
        ARRAY_ITEM,
        /** The test has several constants, and one of them decided. */
        LIST_ITEM,
        /** What an expression comes to for this event. */
        COMPUTED,
        /** The clause is the same for every event. */
        CONSTANT;

        /** As it stands in JSON. */
        public String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
