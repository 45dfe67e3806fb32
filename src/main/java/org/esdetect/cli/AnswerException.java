package org.esdetect.cli;

import java.io.IOException;

/** A cluster answered that it does not do what was asked. */
final class AnswerException extends IOException {
    private static final long serialVersionUID = 1;
    private static final int BAD_REQUEST = 400;

    private final int status;

    AnswerException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Whether the request itself was at fault. */
    boolean isBadRequest() {
        return status == BAD_REQUEST;
    }
}
