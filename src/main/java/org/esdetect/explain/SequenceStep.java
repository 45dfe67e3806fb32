package org.esdetect.explain;

import java.util.List;

/**
 * A step of a sequence as it is counted: {@code with runs=3} makes three of one.
 *
 * @param number from 1; the until comes after the last step
 * @param label for people: {@code step 2}, {@code step 2 (run 2 of 3)}, {@code until}
 * @param text the event filter, on one line
 * @param missing whether no such event may have occurred
 * @param keys the fields that it is joined by
 */
public record SequenceStep(
        int number, String label, String text, Place place, boolean missing, boolean until, List<String> keys) {
    public SequenceStep {
        keys = List.copyOf(keys);
    }
}
