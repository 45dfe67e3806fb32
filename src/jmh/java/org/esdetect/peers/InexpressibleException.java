package org.esdetect.peers;

/** A peer cannot say what a rule says; the message is the reason, a few words that many rules share. */
final class InexpressibleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InexpressibleException(String reason) {
        super(reason);
    }
}
