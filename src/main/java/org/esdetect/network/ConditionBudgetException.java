package org.esdetect.network;

import org.esdetect.condition.BudgetExceededException;

/** One condition needs more of an event's steps than it may take; the event has some left. */
final class ConditionBudgetException extends BudgetExceededException {
    private static final long serialVersionUID = 1L;

    ConditionBudgetException(long limit) {
        super("steps for one rule", limit);
    }

    /** None: it is thrown and caught on the way of documents, and its message says all. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
