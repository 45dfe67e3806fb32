package org.esdetect.es.exception;

import java.util.Collection;
import java.util.OptionalLong;
import org.esdetect.es.manage.ConflictException;
import org.esdetect.es.store.ExceptionKey;

/** The answer 409: what is stored is not what its writer took it for, or is still needed. */
public final class ExceptionConflictException extends ConflictException {
    private static final long serialVersionUID = 1L;

    private ExceptionConflictException(String message) {
        super(message);
    }

    static ExceptionConflictException stale(ExceptionKey key, long expected, OptionalLong found) {
        return new ExceptionConflictException(staleMessage(key.words(), expected, found));
    }

    static ExceptionConflictException atOnce(ExceptionKey key) {
        return new ExceptionConflictException(atOnceMessage(key.words()));
    }

    static ExceptionConflictException inUse(ExceptionKey key, Collection<String> ruleIds) {
        return new ExceptionConflictException(key.words() + " is named by the rules " + ruleIds
                + ", which do not run without it: take it out of their [exceptions_list] first");
    }
}
