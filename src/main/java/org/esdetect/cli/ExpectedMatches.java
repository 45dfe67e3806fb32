package org.esdetect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run should find: {@code {"rules": {RULE_ID: [LINE, ...]}}}, for a sequence {@code [[LINE, ...], ...]}. A rule
 * that is not named should match nothing.
 */
record ExpectedMatches(Map<String, List<List<Integer>>> linesByRule) {

    /** What a rule should have found and did not, and what it found beyond that. */
    record Difference(String ruleId, List<List<Integer>> missing, List<List<Integer>> extra) {}

    /** The rules that differ. */
    record Differences(List<Difference> rules) {
        boolean none() {
            return rules.isEmpty();
        }

        int missing() {
            return rules.stream().mapToInt(rule -> rule.missing().size()).sum();
        }

        int extra() {
            return rules.stream().mapToInt(rule -> rule.extra().size()).sum();
        }

        void show(Results results) {
            for (Difference rule : rules) {
                results.add(
                        Results.object("rule_id", rule.ruleId(), "missing", rule.missing(), "extra", rule.extra()),
                        () -> "rule [" + rule.ruleId() + "]: missing " + rule.missing() + ", extra " + rule.extra());
            }
        }
    }

    static ExpectedMatches read(Input file) throws IOException {
        JsonNode rules = JsonLines.readWhole(file).path("rules");
        if (!rules.isObject()) {
            throw new IOException(file.name() + ": expected {\"rules\": {RULE_ID: [LINE, ...]}}");
        }
        Map<String, List<List<Integer>>> linesByRule = new TreeMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> each = rules.fields(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> rule = each.next();
            List<List<Integer>> matches = new ArrayList<>();
            for (JsonNode match : rule.getValue()) {
                matches.add(lines(file, rule.getKey(), match));
            }
            linesByRule.put(rule.getKey(), matches);
        }
        return new ExpectedMatches(linesByRule);
    }

    private static List<Integer> lines(Input file, String ruleId, JsonNode match) throws IOException {
        List<Integer> lines = new ArrayList<>();
        for (JsonNode line : match.isArray() ? match : List.of(match)) {
            if (!line.isInt()) {
                throw new IOException(
                        file.name() + ": rule [" + ruleId + "] expects [" + line + "], expected a line number");
            }
            lines.add(line.asInt());
        }
        return lines;
    }

    Differences compare(Map<String, List<List<Integer>>> found) {
        TreeSet<String> ids = new TreeSet<>(linesByRule.keySet());
        ids.addAll(found.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String id : ids) {
            List<List<Integer>> wanted = linesByRule.getOrDefault(id, List.of());
            List<List<Integer>> got = found.getOrDefault(id, List.of());
            if (!wanted.equals(got)) {
                differences.add(new Difference(id, without(wanted, got), without(got, wanted)));
            }
        }
        return new Differences(differences);
    }

    private static List<List<Integer>> without(List<List<Integer>> all, List<List<Integer>> others) {
        List<List<Integer>> rest = new ArrayList<>(all);
        others.forEach(rest::remove);
        return rest;
    }
}
