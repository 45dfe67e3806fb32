package org.esdetect.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.engine.CompiledRule;
import org.esdetect.text.Problem;

/** The rules of some files and folders, checked. */
record RuleSet(List<CheckedRule> rules) {

    /** Two rules of one id are one too many: the second is not used. */
    static RuleSet read(List<String> paths, Terminal terminal) throws IOException {
        Map<String, String> placeById = new HashMap<>();
        List<CheckedRule> rules = new ArrayList<>();
        List<CheckedRule> checked = RuleFiles.read(paths, terminal).parallelStream()
                .map(CheckedRule::of)
                .toList();
        for (CheckedRule rule : checked) {
            String place = rule.found().place();
            Optional<String> earlier = rule.ruleId().map(id -> placeById.putIfAbsent(id, place));
            rules.add(earlier.map(first -> rule.with(
                            Problem.Code.RULE_FIELD,
                            "field [rule_id] is [" + rule.ruleId().orElse("") + "], which is also that of [" + first
                                    + "]; give each rule its own"))
                    .orElse(rule));
        }
        return new RuleSet(List.copyOf(rules));
    }

    /** The rules that can be run, by id. */
    Map<String, CompiledRule> usable() {
        Map<String, CompiledRule> usable = new LinkedHashMap<>();
        for (CheckedRule rule : rules) {
            if (rule.status() == CheckedRule.Status.OK) {
                rule.compiled().ifPresent(compiled -> usable.put(compiled.rule().id(), compiled));
            }
        }
        return usable;
    }

    /** Says which rules cannot be run, a line each; how many they are. */
    int reportUnusable(Terminal terminal) {
        int unusable = 0;
        for (CheckedRule rule : rules) {
            if (rule.status() != CheckedRule.Status.OK) {
                unusable++;
                Problem first = rule.problems().get(0).problem();
                terminal.err()
                        .println("not judged: " + rule.found().place() + ": " + first.message()
                                + (rule.problems().size() == 1
                                        ? ""
                                        : " (and " + (rule.problems().size() - 1) + " more)"));
            }
        }
        return unusable;
    }
}
