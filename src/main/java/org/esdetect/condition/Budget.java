package org.esdetect.condition;

/** A bound on work that a rule or an event could make large. Not thread-safe: one judgement, one budget. */
public final class Budget {
    private final String name;
    private final long limit;
    private long left;

    /**
     * A budget of {@code limit}.
     *
     * @param name what is bounded, in the plural, for the message: {@code combinations of values}
     */
    public Budget(String name, long limit) {
        this.name = name;
        this.limit = limit;
        this.left = limit;
    }

    /**
     * Takes {@code amount} off.
     *
     * @throws BudgetExceededException when more than the limit has now been spent
     */
    public void spend(long amount) {
        left -= amount;
        if (left < 0) {
            throw new BudgetExceededException(name, limit);
        }
    }

    /** How much may still be spent; negative once the budget is exceeded. */
    public long left() {
        return left;
    }
}
