package org.esdetect.sequence;

/**
 * A sequence whose positive steps are complete, and what its missing steps still have to say.
 *
 * <p>All that lies before its end is known when it completes, so only an event of a trailing missing step can change
 * it.
 */
final class Verdict<E> {
    private final CompletedSequence<E> sequence;
    private final long spoiledUntilMillis;
    private final long neededMillis;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        SPOILED,
        GIVEN
    }

    /**
     * @param spoiledUntilMillis an event of a trailing missing step after the sequence's end and not after this time
     *     spoils it; {@link Gaps#NEVER} when none can
     * @param neededMillis all events up to this time must have been seen
     */
    Verdict(CompletedSequence<E> sequence, long spoiledUntilMillis, long neededMillis) {
        this.sequence = sequence;
        this.spoiledUntilMillis = spoiledUntilMillis;
        this.neededMillis = neededMillis;
    }

    CompletedSequence<E> sequence() {
        return sequence;
    }

    long endMillis() {
        return sequence.last().timeMillis();
    }

    long spoiledUntilMillis() {
        return spoiledUntilMillis;
    }

    boolean open() {
        return state == State.OPEN;
    }

    boolean decidedAt(long watermarkMillis) {
        return neededMillis <= watermarkMillis;
    }

    void spoil() {
        state = State.SPOILED;
    }

    void give() {
        state = State.GIVEN;
    }
}
