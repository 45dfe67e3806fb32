package org.esdetect.cep;

import java.util.Arrays;

/**
 * The second event of each pair to the first, by id. One array for all rounds: a map of a hundred thousand pairs would be
 * most of what some engines leave to the collector.
 */
final class Pairs {
    private static final int NONE = -1;

    private final int[] firsts;

    /** @param events so many ids there are, from 0 */
    Pairs(int events) {
        firsts = new int[events];
        clear();
    }

    void clear() {
        Arrays.fill(firsts, NONE);
    }

    /** Adds a pair. Where a second event has several first ones the latest counts, which is the one that EQL means. */
    void add(int second, int first) {
        firsts[second] = Math.max(firsts[second], first);
    }

    int size() {
        return (int) Arrays.stream(firsts).filter(first -> first != NONE).count();
    }

    boolean isAs(Pairs other) {
        return Arrays.equals(firsts, other.firsts);
    }
}
