package org.esdetect.es.manage;

import java.util.OptionalLong;
import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.rest.RestStatus;

/** The answer 409: the stored rule is not what its writer took it for, or is not to be changed over REST. */
public final class RuleConflictException extends ElasticsearchStatusException {
    private RuleConflictException(String message, Object... parts) {
        super(message, RestStatus.CONFLICT, parts);
    }

    /** Another changed the rule since the writer read it. */
    static RuleConflictException stale(String ruleId, long expected, OptionalLong found) {
        String state = found.isPresent() ? "has revision [" + found.getAsLong() + "]" : "does not exist";
        return new RuleConflictException(
                "rule [{}] {}, not revision [{}]: it was changed since you read it; read it again, and make your change to that",
                ruleId,
                state,
                expected);
    }

    /** Another changes the rule at this moment. */
    static RuleConflictException atOnce(String ruleId) {
        return new RuleConflictException(
                "rule [{}] was changed by another at the same moment; read it again, and make your change to that",
                ruleId);
    }

    static RuleConflictException heldByFile(String ruleId, String file) {
        return new RuleConflictException(heldByFileMessage(ruleId, file));
    }

    static String heldByFileMessage(String ruleId, String file) {
        return "rule [" + ruleId + "] is held by the operator's file [" + file
                + "] in [config/detect/rules] and changed there only";
    }
}
