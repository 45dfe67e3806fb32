package org.esdetect.es.action;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.es.manage.Switched;

/** The answer to switching many rules: how many of each, and which were not switched, with the reason. */
final class SwitchAnswer {
    private SwitchAnswer() {}

    static MapResponse many(boolean on, Map<String, Switched> switched) {
        List<Map<String, Object>> left = new ArrayList<>();
        int updated = 0;
        int unchanged = 0;
        for (Map.Entry<String, Switched> rule : switched.entrySet()) {
            if (rule.getValue() instanceof Switched.Updated) {
                updated++;
            } else if (rule.getValue() instanceof Switched.Unchanged) {
                unchanged++;
            } else {
                left.add(Map.of("id", rule.getKey(), "reason", reason(rule.getKey(), rule.getValue())));
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("enabled", on);
        answer.put("total", switched.size());
        answer.put("updated", updated);
        answer.put("unchanged", unchanged);
        answer.put("skipped", left);
        return new MapResponse(answer);
    }

    private static String reason(String ruleId, Switched switched) {
        if (switched instanceof Switched.Refused refused) {
            return refused.reason();
        }
        return switched instanceof Switched.Failed failed ? failed.reason() : "no rule [" + ruleId + "]";
    }
}
