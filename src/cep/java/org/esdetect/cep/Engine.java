package org.esdetect.cep;

/** Finds {@code sequence by key with maxspan=1m [first] [second]}. */
interface Engine {
    String name();

    /** Makes ready to run once and add what is found to {@code pairs}, which is not timed. */
    Prepared prepare(Pairs pairs) throws Exception;

    /** Whether what it does to start is timed with it, and so must be taken off. */
    default boolean startsWithEachRun() {
        return false;
    }

    /** An engine that knows the rule. */
    interface Prepared extends AutoCloseable {
        void run(Load load) throws Exception;

        @Override
        default void close() {}
    }
}
