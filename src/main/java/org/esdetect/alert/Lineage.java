package org.esdetect.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.rule.Rule;

/**
 * What an alert descends from.
 *
 * @param ancestors the values of {@code kibana.alert.ancestors}, oldest first
 * @param depth of the alert: one more than its deepest parent's; an event's is 0
 */
record Lineage(List<Map<String, Object>> ancestors, int depth) {
    private static final String ANCESTORS = "kibana.alert.ancestors";

    /** Rules over alerts over alerts: nobody follows more, and an alert made by hand could claim any number. */
    private static final int MOST_ANCESTORS = 100;

    private static final int DEEPEST = 1000;

    /** The lineage of an alert about {@code event}, which may itself be an alert, of ours or of Kibana. */
    static Lineage of(SourceEvent event) {
        Map<String, Object> source = event.source();
        Optional<String> rule = SourcePath.firstText(source, "kibana.alert.rule.uuid")
                .or(() -> SourcePath.firstText(source, "kibana.alert.rule.rule_id"));
        if (rule.isEmpty()) {
            return new Lineage(List.of(ancestor(event.id(), event.index(), "event", 0)), 1);
        }
        List<Map<String, Object>> ancestors = new ArrayList<>();
        for (Object node : SourcePath.nodes(source, ANCESTORS)) {
            if (node instanceof Map<?, ?> object && ancestors.size() < MOST_ANCESTORS) {
                ancestors.add(known(object));
            }
        }
        int depth = depth(source);
        Map<String, Object> parent = ancestor(event.id(), event.index(), "signal", depth);
        parent.put("rule", rule.get());
        ancestors.add(parent);
        return new Lineage(ancestors, depth + 1);
    }

    /**
     * The lineage of the parent of a sequence.
     *
     * @param steps the lineages of its building blocks
     * @param blocks the building blocks themselves, in the same order
     */
    static Lineage ofSequence(List<Lineage> steps, List<Alert> blocks, String ruleUuid) {
        List<Map<String, Object>> ancestors = new ArrayList<>();
        steps.forEach(step -> ancestors.addAll(step.ancestors()));
        int deepest = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Alert block = blocks.get(i);
            int depth = steps.get(i).depth();
            Map<String, Object> ancestor = ancestor(block.id(), block.index(), "signal", depth);
            ancestor.put("rule", ruleUuid);
            ancestors.add(ancestor);
            deepest = Math.max(deepest, depth);
        }
        return new Lineage(ancestors, deepest + 1);
    }

    /** Whether {@code rule} had a part in {@code event}: it must not judge its own alerts, nor what came of them. */
    static boolean isOwnAlert(Rule rule, SourceEvent event) {
        List<String> own = List.of(rule.id(), RuleSnapshot.uuid(rule.id()));
        Map<String, Object> source = event.source();
        return SourcePath.texts(source, ANCESTORS + ".rule").stream().anyMatch(own::contains)
                || SourcePath.texts(source, "kibana.alert.rule.rule_id").contains(rule.id())
                || SourcePath.texts(source, "kibana.alert.rule.uuid").stream().anyMatch(own::contains);
    }

    private static int depth(Map<String, Object> source) {
        return SourcePath.nodes(source, "kibana.alert.depth").stream()
                .filter(Number.class::isInstance)
                .mapToInt(node -> ((Number) node).intValue())
                .map(depth -> Math.max(1, Math.min(depth, DEEPEST)))
                .findFirst()
                .orElse(1);
    }

    private static Map<String, Object> known(Map<?, ?> ancestor) {
        Map<String, Object> copy = new LinkedHashMap<>();
        for (String name : List.of("id", "index", "type", "depth", "rule")) {
            Object value = ancestor.get(name);
            if (value != null && SizeBound.bytes(value) <= NestedSource.LONGEST_NAME) {
                copy.put(name, value);
            }
        }
        return copy;
    }

    private static Map<String, Object> ancestor(String id, String index, String type, int depth) {
        Map<String, Object> ancestor = new LinkedHashMap<>();
        ancestor.put("id", id);
        ancestor.put("index", index);
        ancestor.put("type", type);
        ancestor.put("depth", depth);
        return ancestor;
    }
}
