package org.esdetect.sequence;

/** A sequence run needs more than one of its {@link SequenceLimits} allows. The machine cannot be used any further. */
public final class SequenceLimitExceededException extends RuntimeException {
    private final String limit;
    private final int maximum;

    SequenceLimitExceededException(String limit, int maximum, String found) {
        super("more than [" + maximum + "] " + limit + ": " + found);
        this.limit = limit;
        this.maximum = maximum;
    }

    /** The limit's name, for people. */
    public String limit() {
        return limit;
    }

    public int maximum() {
        return maximum;
    }
}
