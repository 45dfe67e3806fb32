package org.esdetect.es.hand;

/** Somebody asked for a rule that is not there. */
public final class UnknownRuleException extends RuntimeException {
    private final String ruleId;

    UnknownRuleException(String ruleId) {
        super("no rule [" + ruleId + "]");
        this.ruleId = ruleId;
    }

    public String ruleId() {
        return ruleId;
    }
}
