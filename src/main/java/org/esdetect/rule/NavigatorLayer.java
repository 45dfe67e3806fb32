package org.esdetect.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A layer for the ATT&CK Navigator, format 4.5: how many of some rules claim each technique, under each tactic that
 * they claim it for. What a rule claims stands in its {@code threat}.
 *
 * @see <a href="https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md">ATT&CK
 *     Navigator layer file format 4.5</a>
 */
public final class NavigatorLayer {
    /** Which release of ATT&CK the ids of technique are shown in, unless the caller says another. */
    public static final String ATTACK_VERSION = "17";

    private static final String FORMAT = "4.5";
    private static final String NAVIGATOR = "5.1.0";
    private static final String FRAMEWORK = "MITRE ATT&CK";
    private static final int MAX_NAMED = 20;

    private NavigatorLayer() {}

    /** A cell of the matrix, in the order of technique and tactic. */
    private record Cell(String technique, String tactic) implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            int byTechnique = technique.compareTo(other.technique);
            return byTechnique != 0 ? byTechnique : tactic.compareTo(other.tactic);
        }

        /** Empty for a technique that is none of another's. */
        String parent() {
            int dot = technique.indexOf('.');
            return dot < 0 ? "" : technique.substring(0, dot);
        }
    }

    /** The layer of {@code rules}, as the Navigator reads it. */
    public static Map<String, Object> of(Collection<Rule> rules, String attackVersion) {
        TreeMap<Cell, Set<String>> names = new TreeMap<>();
        Set<String> unplaced = new TreeSet<>();
        for (Rule rule : rules) {
            List<Cell> cells = cells(rule);
            cells.forEach(cell ->
                    names.computeIfAbsent(cell, unseen -> new TreeSet<>()).add(rule.name() + " [" + rule.id() + "]"));
            if (cells.isEmpty()) {
                unplaced.add(rule.id());
            }
        }
        int most = names.values().stream().mapToInt(Set::size).max().orElse(1);
        Map<String, Object> layer = new LinkedHashMap<>();
        layer.put("name", "detect: enabled rules");
        layer.put("versions", Map.of("attack", attackVersion, "navigator", NAVIGATOR, "layer", FORMAT));
        layer.put("domain", "enterprise-attack");
        layer.put(
                "description",
                rules.size() + " rules that are run, by the techniques that they claim; " + unplaced.size()
                        + " of them claim none");
        layer.put("sorting", 3);
        layer.put("hideDisabled", false);
        layer.put("techniques", techniques(names));
        layer.put(
                "gradient",
                Map.of(
                        "colors",
                        List.of("#ffe766", "#ff9900", "#c7203d"),
                        "minValue",
                        1,
                        "maxValue",
                        Math.max(2, most)));
        layer.put("legendItems", List.of());
        layer.put(
                "metadata",
                List.of(metadata("rules", rules.size()), metadata("rules without technique", unplaced.size())));
        layer.put("showTacticRowBackground", false);
        layer.put("selectTechniquesAcrossTactics", true);
        layer.put("selectSubtechniquesWithParent", false);
        return layer;
    }

    private static Map<String, Object> metadata(String name, int value) {
        return Map.of("name", name, "value", Integer.toString(value));
    }

    private static List<Map<String, Object>> techniques(Map<Cell, Set<String>> names) {
        Set<Cell> open = new LinkedHashSet<>();
        names.keySet().stream()
                .filter(cell -> !cell.parent().isEmpty())
                .forEach(cell -> open.add(new Cell(cell.parent(), cell.tactic())));
        List<Map<String, Object>> techniques = new ArrayList<>();
        names.forEach((cell, rules) -> {
            Map<String, Object> technique = new LinkedHashMap<>();
            technique.put("techniqueID", cell.technique());
            if (!cell.tactic().isEmpty()) {
                technique.put("tactic", cell.tactic());
            }
            technique.put("score", rules.size());
            technique.put("comment", comment(rules));
            technique.put("enabled", true);
            technique.put("showSubtechniques", open.contains(cell));
            techniques.add(technique);
        });
        return techniques;
    }

    private static String comment(Set<String> rules) {
        List<String> shown = rules.stream().limit(MAX_NAMED).toList();
        String more = rules.size() > MAX_NAMED ? "\nand " + (rules.size() - MAX_NAMED) + " more" : "";
        return String.join("\n", shown) + more;
    }

    private static List<Cell> cells(Rule rule) {
        List<Cell> cells = new ArrayList<>();
        for (Map<?, ?> threat : objects(rule.document().get("threat"))) {
            if (FRAMEWORK.equals(threat.get("framework"))) {
                String tactic = threat.get("tactic") instanceof Map<?, ?> map ? shortName(map.get("name")) : "";
                for (Map<?, ?> technique : objects(threat.get("technique"))) {
                    add(cells, technique, tactic);
                    objects(technique.get("subtechnique")).forEach(sub -> add(cells, sub, tactic));
                }
            }
        }
        return cells;
    }

    private static void add(List<Cell> cells, Map<?, ?> technique, String tactic) {
        if (technique.get("id") instanceof String id) {
            cells.add(new Cell(id, tactic));
        }
    }

    /** {@code Command and Control -> command-and-control}. */
    private static String shortName(@Nullable Object name) {
        return name instanceof String text
                ? text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "-")
                : "";
    }

    private static List<Map<?, ?>> objects(@Nullable Object value) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (value instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> map) {
                    objects.add(map);
                }
            }
        }
        return objects;
    }
}
