package org.esdetect.cli;

/** The command line cannot be understood; the message says what to write instead. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
