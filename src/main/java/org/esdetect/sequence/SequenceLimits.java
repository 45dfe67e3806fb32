package org.esdetect.sequence;

/**
 * What one sequence run may hold in memory.
 *
 * @param pendingSequences sequences begun and neither complete nor given up, and complete ones whose missing steps are
 *     not decided
 * @param keysPerEvent join key tuples that one event may have at one step
 * @param rememberedKeys in a plan with missing steps, join keys with a pending sequence or a recent event of one
 */
public record SequenceLimits(int pendingSequences, int keysPerEvent, int rememberedKeys) {
    static final String PENDING_SEQUENCES = "pending sequences";
    static final String KEYS_PER_EVENT = "join keys per event";
    static final String REMEMBERED_KEYS = "remembered join keys";

    /** Enough for a run of 100,000 candidates, at some 50 MB when all of it is used. */
    public static final SequenceLimits DEFAULT = new SequenceLimits(100_000, 1_000, 200_000);

    public SequenceLimits {
        if (pendingSequences < 1 || keysPerEvent < 1 || rememberedKeys < 1) {
            throw new IllegalArgumentException("limits must be positive, found [" + pendingSequences + "], ["
                    + keysPerEvent + "] and [" + rememberedKeys + "]");
        }
    }
}
