package org.esdetect.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.esdetect.engine.CompiledRule;

/** Shows matches as they are found, by the lines of their events, and remembers them by rule. */
final class FoundMatches {
    private final Map<String, CompiledRule> rules;
    private final Results results;
    private final Map<String, List<List<Integer>>> linesByRule = new TreeMap<>();

    FoundMatches(Map<String, CompiledRule> rules, Results results) {
        this.rules = rules;
        this.results = results;
    }

    /** @param lines of a match's events, from 1, in step order */
    void add(String ruleId, List<Integer> lines) {
        linesByRule.computeIfAbsent(ruleId, id -> new ArrayList<>()).add(lines);
        results.add(Results.object("rule_id", ruleId, "lines", lines), () -> text(ruleId, lines));
    }

    Map<String, List<List<Integer>>> linesByRule() {
        return linesByRule;
    }

    private String text(String ruleId, List<Integer> lines) {
        CompiledRule rule = rules.get(ruleId);
        return (lines.size() == 1 ? "line " : "lines ")
                + lines.stream().map(String::valueOf).collect(Collectors.joining(", ")) + "  " + ruleId
                + (rule == null ? "" : "  " + rule.rule().name());
    }
}
