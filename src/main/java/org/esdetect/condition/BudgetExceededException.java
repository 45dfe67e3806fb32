package org.esdetect.condition;

/** A bound was reached; the message names it. */
public class BudgetExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String budget;
    private final long limit;

    public BudgetExceededException(String budget, long limit) {
        super("needs more than [" + limit + "] " + budget);
        this.budget = budget;
        this.limit = limit;
    }

    /** What is bounded. */
    public String budget() {
        return budget;
    }

    public long limit() {
        return limit;
    }
}
