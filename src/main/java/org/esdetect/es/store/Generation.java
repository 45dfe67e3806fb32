package org.esdetect.es.store;

/**
 * What the rule store held at some moment: two equal generations mean the same rules.
 *
 * @param indexUuid of the index, because a number starts again in an index that was deleted or restored; empty without
 *     one
 * @param number raised by every change of a rule
 */
public record Generation(String indexUuid, long number) {
    /** No rule was ever stored. */
    public static final Generation NONE = new Generation("", 0);
}
