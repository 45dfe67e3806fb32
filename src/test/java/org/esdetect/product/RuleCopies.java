package org.esdetect.product;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.esdetect.rule.BundledRules;
import org.esdetect.rule.Rule;
import org.esdetect.rule.RuleDocument;

/** As many rules as a test wants: copies of those that ship, with ids and names of their own. */
final class RuleCopies {
    private RuleCopies() {}

    static List<Rule> of(int count) {
        List<Rule> bundled = BundledRules.load();
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> document =
                    new LinkedHashMap<>(bundled.get(i % bundled.size()).document());
            document.put("rule_id", "generated-" + i);
            document.put("name", document.get("name") + " " + i);
            rules.add(RuleDocument.fromDocument(document));
        }
        return rules;
    }

    /** As Kibana would export {@code rules}, all of them enabled. */
    static String enabledLines(List<Rule> rules) {
        return rules.stream()
                .map(rule -> RuleDocument.line(RuleDocument.forKibana(rule.withEnabled(true))) + "\n")
                .collect(Collectors.joining());
    }
}
