package org.esdetect.alert;

import java.util.Map;
import java.util.Optional;

/**
 * One alert document, ready to be written with {@code create}.
 *
 * @param id a function of the rule and the events, so that every path writes the same document
 * @param index {@code signals-detect-YYYY.MM}, chosen by the event
 * @param source the document, as {@code alert-schema} describes it in {@code docs/alerts.md}
 * @param folding present when the rule folds like alerts into one: then it may be another document that is written, and
 *     this one only counted there
 * @param fixed fields of the document whose JSON is at hand already
 */
public record Alert(String id, String index, Map<String, Object> source, Optional<Folding> folding, FixedFields fixed) {

    /** An alert that stands for itself, with nothing encoded before. */
    public Alert(String id, String index, Map<String, Object> source) {
        this(id, index, source, Optional.empty(), FixedFields.NONE);
    }
}
