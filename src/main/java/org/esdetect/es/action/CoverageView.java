package org.esdetect.es.action;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.IndexPatterns;
import org.esdetect.es.author.VisibleIndices;
import org.esdetect.es.coverage.RuleCoverage;

/** What coverage looks like in an answer: a rule's indices, those of a data stream that are alike as one. */
final class CoverageView {
    private final RuleCoverage coverage;
    private final List<String> shown;
    private final Map<RuleCoverage.Mode, Integer> counts = new TreeMap<>();

    /** @param shown patterns of what is shown; everything when it is empty */
    CoverageView(RuleCoverage coverage, List<String> shown) {
        this.coverage = coverage;
        this.shown = shown;
    }

    private record Group(String target, RuleCoverage.Mode mode, String reason) {}

    /** @param fields that the rule reads */
    Map<String, Object> of(CompiledRule rule, List<String> fields, VisibleIndices visible) {
        RuleCoverage.Named named = coverage.of(rule, visible::contains);
        Map<Group, List<RuleCoverage.Entry>> groups = new LinkedHashMap<>();
        for (RuleCoverage.Entry entry : named.entries()) {
            if (shown.isEmpty() || IndexPatterns.matches(shown, entry.target())) {
                groups.computeIfAbsent(
                                new Group(entry.target(), entry.mode(), entry.reason()), unseen -> new ArrayList<>())
                        .add(entry);
            }
        }
        List<Map<String, Object>> indices = new ArrayList<>();
        groups.forEach((group, entries) -> indices.add(group(group, entries, fields, visible)));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rule_id", rule.rule().id());
        map.put("name", rule.rule().name());
        map.put("enabled", rule.rule().enabled());
        map.put("indices", indices);
        map.put("patterns_without_index", named.empty());
        if (!named.remote().isEmpty()) {
            map.put("patterns_of_other_clusters", named.remote());
        }
        return map;
    }

    private Map<String, Object> group(
            Group group, List<RuleCoverage.Entry> entries, List<String> fields, VisibleIndices visible) {
        counts.merge(group.mode(), 1, Integer::sum);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", group.target());
        map.put("mode", group.mode().text());
        map.put("pipeline", entries.get(0).pipeline().name().toLowerCase(Locale.ROOT));
        map.put("reason", group.reason());
        map.put("missing_fields", missing(entries, fields, visible));
        return map;
    }

    /** What none of the indices maps: an old one may lack what newer ones have. */
    private static List<String> missing(List<RuleCoverage.Entry> entries, List<String> fields, VisibleIndices visible) {
        Set<String> missing = new TreeSet<>(fields);
        entries.forEach(
                entry -> missing.retainAll(visible.unmappedByIndex().getOrDefault(entry.index(), new HashSet<>())));
        return List.copyOf(missing);
    }

    /** How many pairs of rule and data stream or index are judged how. */
    Map<String, Object> counts() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (RuleCoverage.Mode mode : RuleCoverage.Mode.values()) {
            map.put(mode.text(), counts.getOrDefault(mode, 0));
        }
        return map;
    }
}
