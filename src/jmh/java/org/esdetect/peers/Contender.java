package org.esdetect.peers;

import java.util.List;
import java.util.Map;

/**
 * An engine with its rules loaded. One thread's.
 *
 * @param <E> the form in which it takes events
 */
interface Contender<E> extends AutoCloseable {
    /** How many events it is given at once. */
    default int batch() {
        return 16;
    }

    /** Brings a parsed event into the engine's form. Not timed, in favour of engines that need one of their own. */
    E prepare(Map<String, Object> event);

    /** Judges all of {@code events} and reports what matches, in any order. Timed. */
    void match(List<E> events, Matches matches) throws Exception;

    @Override
    default void close() throws Exception {}

    /** Told of each match. */
    @FunctionalInterface
    interface Matches {
        /**
         * A match.
         *
         * @param event its place in the list that was judged
         * @param rule its place in the list of rules that the engine was made of
         */
        void found(int event, int rule);
    }
}
