package org.esdetect.network;

/**
 * What one event may cost. An event beyond a limit is not judged at all: {@link Network#match} says so by an exception.
 * A single condition beyond its own keeps its verdict to itself, see {@link Network#judge}.
 *
 * @param steps characters looked at, array items and leaves together; some nanoseconds each
 * @param conditionSteps how many of these one condition may take, in leaves of its own
 * @param valueLength the longest text that is judged, in characters
 * @param arrayItems values in all arrays of an event that a rule reads
 * @param nesting depth of arrays in arrays and objects in arrays
 */
public record MatchLimits(long steps, long conditionSteps, int valueLength, int arrayItems, int nesting) {
    /** Far above what honest events need: the longest script block that Windows records is cut at 32 KB. */
    public static final MatchLimits DEFAULT = new MatchLimits(20_000_000, 10_000_000, 1 << 20, 20_000, 100);
}
