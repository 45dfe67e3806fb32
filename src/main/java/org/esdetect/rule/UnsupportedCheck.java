package org.esdetect.rule;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fields that are kept for an export and do nothing here, each with what to do instead. */
final class UnsupportedCheck implements RuleCheck {
    private static final Map<String, String> ADVICE = new TreeMap<>(Map.of(
            "actions", "Elasticsearch has no connectors; let a watch or your own client read [signals-detect]",
            "response_actions", "nothing is started on the endpoint",
            "output_index", "alerts go to [signals-detect]",
            "namespace", "alerts go to [signals-detect]"));

    @Override
    public void check(Fields rule) {
        ADVICE.forEach((name, advice) -> {
            if (rule.isFilled(name)) {
                rule.report()
                        .unsupported(
                                rule.path(name),
                                "field [" + rule.path(name) + "] is kept but has no effect: " + advice);
            }
        });
        if (rule.isFilled("throttle") && !List.of("no_actions", "rule").contains(rule.raw("throttle"))) {
            rule.report()
                    .unsupported(
                            rule.path("throttle"),
                            "field [" + rule.path("throttle")
                                    + "] is kept but has no effect: it throttles actions, which are not run");
        }
        for (String name : sorted(KnownFields.IGNORED)) {
            if (rule.has(name)) {
                rule.report()
                        .warning(
                                rule.path(name),
                                "field [" + rule.path(name)
                                        + "] is ignored: it is the state of the system the rule comes from");
            }
        }
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
