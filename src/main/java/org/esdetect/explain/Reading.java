package org.esdetect.explain;

import java.util.List;

/**
 * What a clause without parts looked at.
 *
 * @param fields the fields that it mentions, each once, in the order of the text, with what the event has
 * @param expected the constants that it mentions, in the order of the text
 * @param reasons what decided, or what would have to be different; empty when fields and constants say it all
 */
public record Reading(List<FieldValues> fields, Sample expected, List<Reason> reasons) {
    public Reading {
        fields = List.copyOf(fields);
        reasons = List.copyOf(reasons);
    }

    /** What the event has under {@code field}; no values when it is missing. */
    public record FieldValues(String field, Sample values) {}
}
