package org.esdetect.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether a vendor's rule is still as the vendor made it, which Kibana asks before it offers an upgrade. */
public final class Customized {
    private static final String SOURCE = "rule_source";

    private Customized() {}

    /** {@code rule}, marked as changed if it is a vendor's and says something else than {@code before} did. */
    public static Rule mark(Rule rule, Rule before) {
        if (!(rule.document().get(SOURCE) instanceof Map<?, ?> source)
                || !"external".equals(source.get("type"))
                || content(rule).equals(content(before))) {
            return rule;
        }
        Map<Object, Object> changed = new LinkedHashMap<>(source);
        changed.put("is_customized", true);
        Map<String, Object> document = new LinkedHashMap<>(rule.document());
        document.put(SOURCE, changed);
        return RuleDocument.fromDocument(document);
    }

    /** Whether a rule is run is no part of what its vendor says. */
    private static Map<String, Object> content(Rule rule) {
        Map<String, Object> content = new LinkedHashMap<>(rule.document());
        content.keySet().removeAll(List.of(SOURCE, "enabled"));
        return content;
    }
}
