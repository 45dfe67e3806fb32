package org.esdetect.es.manage;

import org.esdetect.es.store.RuleOutcome;

/** What became of a rule that was to be switched on or off. */
public sealed interface Switched {
    record Updated(long revision) implements Switched {}

    /** It was so already: nothing was written. */
    record Unchanged(long revision) implements Switched {}

    /** There is no such rule. */
    record Missing() implements Switched {}

    /** It stays as it is. */
    record Refused(String reason) implements Switched {}

    /** The store failed. */
    record Failed(String reason) implements Switched {}

    static Switched of(RuleOutcome outcome) {
        if (outcome instanceof RuleOutcome.Written written) {
            return new Updated(written.revision());
        }
        if (outcome instanceof RuleOutcome.Conflict) {
            return new Refused("rule [" + outcome.ruleId() + "] is being changed by others; try again");
        }
        return new Failed(
                outcome instanceof RuleOutcome.Failed failed ? failed.cause().toString() : outcome.toString());
    }
}
