package org.esdetect.explain;

import java.util.List;

/**
 * A step of a sequence as it is counted: {@code with runs=3} makes three of one.
 *
 * @param number from 1; the until comes after the last step
 * @param run which of the steps that {@code runs} makes, from 1
 * @param runs how many it makes
 * @param text the event filter, on one line
 * @param missing whether no such event may have occurred
 * @param keys the fields that it is joined by
 */
public record SequenceStep(
        int number, int run, int runs, String text, Place place, boolean missing, boolean until, List<String> keys) {
    public SequenceStep {
        keys = List.copyOf(keys);
    }

    /** {@code step 2}, {@code step 2 (run 2 of 3)}, {@code until}. */
    public String label() {
        if (until) {
            return "until";
        }
        return "step " + number + (runs > 1 ? " (run " + run + " of " + runs + ")" : "");
    }

    /** All the steps that {@code runs} makes of this one, the first: {@code step 2}, {@code steps 2 to 4}. */
    public String labelOfAll() {
        return runs > 1 ? "steps " + number + " to " + (number + runs - 1) : label();
    }

    boolean isFirstRun() {
        return run == 1;
    }
}
