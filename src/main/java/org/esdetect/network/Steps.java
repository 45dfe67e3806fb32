package org.esdetect.network;

import org.esdetect.condition.Budget;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.condition.CompiledPredicate;
import org.esdetect.condition.Evaluator;

/**
 * The steps that the event at hand has left, and how far down what is being judged may take them. One thread's; reused
 * from event to event.
 */
final class Steps {
    /** For one combination of values in an expression, without its texts. */
    private static final int COMBINATION_STEPS = 100;
    /** A leaf that only may touch conditions gets this part of what a condition may take. */
    private static final int WITNESS_SHARE = 10;
    /** What is no longer is free: no honest event gets near the limit by it. */
    private static final int FREE_LENGTH = 256;

    private final MatchLimits limits;
    private long left;
    /** What must be left after what is being judged; 0 when that is the event as a whole. */
    private long kept;

    Steps(MatchLimits limits) {
        this.limits = limits;
    }

    /** Goes on to the next event. */
    void begin() {
        left = limits.steps();
        kept = 0;
    }

    /** From here on one condition spends: no more than it may take. */
    void limitToCondition() {
        kept = Math.max(0, left - limits.conditionSteps());
    }

    /** From here on a leaf spends that only may touch conditions. */
    void limitToWitness() {
        kept = Math.max(0, left - limits.conditionSteps() / WITNESS_SHARE);
    }

    /** From here on only the event's own limit holds. */
    void limitToEvent() {
        kept = 0;
    }

    /**
     * @throws ConditionBudgetException when it is more than what is being judged may take
     * @throws BudgetExceededException when it is more than the event has left
     */
    void spend(long steps) {
        left -= steps;
        if (left < kept) {
            throw exceeded();
        }
    }

    private BudgetExceededException exceeded() {
        if (kept == 0) {
            return new BudgetExceededException("steps for one event", limits.steps());
        }
        left = kept;
        return new ConditionBudgetException(limits.conditionSteps());
    }

    /** @param cost of a test of {@code value}, by {@link LeafCost} */
    void spendFor(Object value, int cost) {
        if (value instanceof String text && text.length() > FREE_LENGTH) {
            spend(text.length() * Math.max(1L, cost / 8));
        }
    }

    /**
     * Judges an expression over every combination of values. One with more than {@link Evaluator#MAX_COMBINATIONS} is
     * false by definition; fewer may be more than the steps that are left.
     */
    boolean holdsOfCombinations(CompiledPredicate test, EventFields fields) {
        long each = COMBINATION_STEPS + fields.longestTexts(test.fields());
        long limit = Math.min((left - kept) / each, Evaluator.MAX_COMBINATIONS);
        Budget budget = new Budget("combinations of values", limit);
        boolean holds = false;
        try {
            holds = test.matches(fields, budget);
        } catch (BudgetExceededException exceeded) {
            if (budget.left() >= 0) {
                // Not this budget: the event's limit on array items, say.
                throw exceeded;
            }
        }
        // Beyond the budget this is one combination more than can be paid for, unless false by definition.
        spend(Math.min(limit - budget.left(), Evaluator.MAX_COMBINATIONS) * each);
        return holds;
    }
}
