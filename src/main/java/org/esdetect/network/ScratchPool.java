package org.esdetect.network;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Scratches of one network for any number of threads: a thread takes one, mostly that which it used before, and gives
 * it back. Bounded; beyond the bound a scratch is made and dropped.
 */
public final class ScratchPool {
    private static final int PLACES = 64;
    /** Places of two threads lie on different cache lines. */
    private static final int SPACING = 16;

    private final Network network;
    private final MatchLimits limits;
    private final AtomicReferenceArray<Scratch> places = new AtomicReferenceArray<>(PLACES * SPACING);

    public ScratchPool(Network network, MatchLimits limits) {
        this.network = network;
        this.limits = limits;
    }

    /** A scratch that nobody else has. */
    public Scratch take() {
        Scratch free = places.getAndSet(place(), null);
        return free == null ? network.newScratch(limits) : free;
    }

    /** Puts {@code scratch} back; the caller must not touch it any more. */
    public void giveBack(Scratch scratch) {
        places.set(place(), scratch);
    }

    private static int place() {
        return (int) (Thread.currentThread().getId() & (PLACES - 1)) * SPACING;
    }
}
