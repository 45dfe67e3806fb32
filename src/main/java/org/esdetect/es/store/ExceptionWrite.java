package org.esdetect.es.store;

import java.util.Map;

/** A change of one exception list or item. */
public sealed interface ExceptionWrite {
    ExceptionKey key();

    Precondition precondition();

    /** Creates or replaces it. */
    record Put(ExceptionKey key, Map<String, Object> object, Precondition precondition) implements ExceptionWrite {}

    /** Deletes it. */
    record Delete(ExceptionKey key, Precondition precondition) implements ExceptionWrite {}
}
