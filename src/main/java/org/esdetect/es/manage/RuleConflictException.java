package org.esdetect.es.manage;

import java.util.OptionalLong;

/** The answer 409: the stored rule is not what its writer took it for, or is not to be changed over REST. */
public final class RuleConflictException extends ConflictException {
    private RuleConflictException(String message) {
        super(message);
    }

    static RuleConflictException stale(String ruleId, long expected, OptionalLong found) {
        return new RuleConflictException(staleMessage("rule [" + ruleId + "]", expected, found));
    }

    static RuleConflictException atOnce(String ruleId) {
        return new RuleConflictException(atOnceMessage("rule [" + ruleId + "]"));
    }

    static RuleConflictException heldByFile(String ruleId, String file) {
        return new RuleConflictException(heldByFileMessage(ruleId, file));
    }

    static String heldByFileMessage(String ruleId, String file) {
        return "rule [" + ruleId + "] is held by the operator's file [" + file
                + "] in [config/detect/rules] and changed there only";
    }
}
