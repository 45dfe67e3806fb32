package org.esdetect.cep;

import java.util.Map;

/** Finds {@code sequence by key with maxspan=1m [first] [second]}. */
interface Engine {
    String name();

    /** Makes ready to run once, which is not timed. */
    Prepared prepare() throws Exception;

    /** Whether what it does to start is timed with it, and so must be taken off. */
    default boolean startsWithEachRun() {
        return false;
    }

    /** An engine that knows the rule. */
    interface Prepared extends AutoCloseable {
        /**
         * The second event of each pair to the first, by id. Where an engine pairs one second event with several first
         * ones, the latest of them, which is the one that EQL means.
         */
        Map<Integer, Integer> pairs(Load load) throws Exception;

        @Override
        default void close() {}
    }
}
