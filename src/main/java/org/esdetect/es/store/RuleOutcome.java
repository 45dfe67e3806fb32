package org.esdetect.es.store;

/** What became of one {@link RuleWrite}. */
public sealed interface RuleOutcome {
    String ruleId();

    /**
     * The rule is stored.
     *
     * @param created whether there was no such rule before
     * @param revision the rule's new revision
     */
    record Written(String ruleId, boolean created, long revision) implements RuleOutcome {}

    record Deleted(String ruleId) implements RuleOutcome {}

    /** There was nothing to delete. */
    record Missing(String ruleId) implements RuleOutcome {}

    /** The precondition does not hold: nothing was written. */
    record Conflict(String ruleId) implements RuleOutcome {}

    record Failed(String ruleId, Exception cause) implements RuleOutcome {}

    /** Whether the store now holds something else. */
    default boolean isChange() {
        return this instanceof Written || this instanceof Deleted;
    }
}
