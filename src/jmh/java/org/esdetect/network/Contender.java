package org.esdetect.network;

import java.util.BitSet;
import java.util.Map;

/** Something that judges events by all rules of a benchmark. One thread's. */
interface Contender {
    /** Judges one event; the number of rules that match, or anything that depends on all the work. */
    long judge(Map<String, Object> event);

    /** The rules that {@code event} matches, to be compared before anything is timed. */
    BitSet answers(Map<String, Object> event);
}
