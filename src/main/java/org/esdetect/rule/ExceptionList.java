package org.esdetect.rule;

import java.util.List;
import java.util.Map;

/**
 * A list of exceptions that rules share.
 *
 * @param id {@code list_id}
 * @param type {@code detection} or {@code rule_default}; lists of the endpoint are kept and not applied
 * @param ruleIds rules that it is attached to, beside those whose {@code exceptions_list} names it
 * @param document the list as Kibana's object, with our own fields beside; unmodifiable
 */
public record ExceptionList(String id, String type, String name, List<String> ruleIds, Map<String, Object> document) {
    /** Lists of the endpoint itself, which are no business of a detection rule. */
    private static final String ENDPOINT = "endpoint";

    public ExceptionList {
        ruleIds = List.copyOf(ruleIds);
        document = Frozen.object(document);
    }

    /** Whether lists of that type say something about detection rules. */
    public static boolean isApplied(String type) {
        return !type.startsWith(ENDPOINT);
    }

    public boolean isApplied() {
        return isApplied(type);
    }
}
