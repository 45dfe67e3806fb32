package org.esdetect.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.esdetect.testing.TestRules;
import org.junit.jupiter.api.Test;

class NavigatorLayerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the format's description says of each property: its type, and whether it must be there. */
    private static final Map<String, String> LAYER = Map.ofEntries(
            Map.entry("name", "string!"),
            Map.entry("versions", "object!"),
            Map.entry("domain", "string!"),
            Map.entry("description", "string"),
            Map.entry("sorting", "number"),
            Map.entry("hideDisabled", "boolean"),
            Map.entry("techniques", "array"),
            Map.entry("gradient", "object"),
            Map.entry("legendItems", "array"),
            Map.entry("metadata", "array"),
            Map.entry("showTacticRowBackground", "boolean"),
            Map.entry("selectTechniquesAcrossTactics", "boolean"),
            Map.entry("selectSubtechniquesWithParent", "boolean"));

    private static final Map<String, String> VERSIONS =
            Map.of("attack", "string", "navigator", "string", "layer", "string!");
    private static final Map<String, String> TECHNIQUE = Map.of(
            "techniqueID", "string!",
            "tactic", "string",
            "comment", "string",
            "enabled", "boolean",
            "score", "number",
            "showSubtechniques", "boolean");
    private static final Map<String, String> GRADIENT =
            Map.of("colors", "array!", "minValue", "number!", "maxValue", "number!");
    private static final Map<String, String> METADATA = Map.of("name", "string!", "value", "string!");

    private static void check(JsonNode object, Map<String, String> description) {
        object.fieldNames().forEachRemaining(name -> {
            String type = description.getOrDefault(name, "nothing").replace("!", "");
            assertThat(object.path(name).getNodeType().toString().toLowerCase(Locale.ROOT))
                    .as(name)
                    .isEqualTo(type);
        });
        description.forEach((name, type) -> assertThat(object.has(name) || !type.endsWith("!"))
                .as(name + " is required")
                .isTrue());
    }

    /** Holds {@code layer} against the format, and what the format says besides types. */
    private static void checkLayer(JsonNode layer) {
        check(layer, LAYER);
        check(layer.path("versions"), VERSIONS);
        assertThat(layer.at("/versions/layer").asText()).isEqualTo("4.5");
        assertThat(layer.path("domain").asText()).isEqualTo("enterprise-attack");
        assertThat(layer.path("sorting").asInt()).isBetween(0, 3);
        check(layer.path("gradient"), GRADIENT);
        assertThat(layer.at("/gradient/minValue").asInt())
                .isLessThan(layer.at("/gradient/maxValue").asInt());
        layer.at("/gradient/colors").forEach(color -> assertThat(color.asText()).matches("#[0-9a-f]{6}([0-9a-f]{2})?"));
        layer.path("metadata").forEach(entry -> check(entry, METADATA));
        Set<String> cells = new HashSet<>();
        for (JsonNode technique : layer.path("techniques")) {
            check(technique, TECHNIQUE);
            assertThat(technique.path("techniqueID").asText()).matches("T\\d{4}(\\.\\d{3})?");
            assertThat(technique.path("tactic").asText("a")).matches("[a-z]+(-[a-z]+)*");
            assertThat(cells.add(technique.path("techniqueID").asText() + technique.path("tactic")))
                    .as("each technique once under a tactic")
                    .isTrue();
        }
    }

    private static JsonNode layer(List<Rule> rules) {
        return JSON.valueToTree(NavigatorLayer.of(rules, NavigatorLayer.ATTACK_VERSION));
    }

    private static Rule rule(String id, String tactic, String technique, String... subtechniques) {
        List<Map<String, Object>> subs = new ArrayList<>();
        for (String sub : subtechniques) {
            subs.add(Map.of("id", sub, "name", sub, "reference", "https://x"));
        }
        Map<String, Object> one = Map.of("id", technique, "name", "n", "reference", "https://x", "subtechnique", subs);
        return TestRules.rule(
                id,
                Map.of(
                        "threat",
                        List.of(Map.of(
                                "framework",
                                "MITRE ATT&CK",
                                "tactic",
                                Map.of("id", "TA0001", "name", tactic, "reference", "https://x"),
                                "technique",
                                List.of(one)))));
    }

    @Test
    void bundledRules_giveALayerThatTheFormatAllows() {
        JsonNode layer = layer(BundledRules.load());
        checkLayer(layer);
        assertThat(layer.path("techniques")).hasSizeGreaterThan(5);
    }

    @Test
    void noRules_giveAnEmptyLayer() {
        checkLayer(layer(List.of()));
    }

    @Test
    void techniques_areCountedUnderTheirTactic_andSubtechniquesOpenTheirParent() {
        JsonNode layer = layer(List.of(
                rule("a", "Command and Control", "T1105"),
                rule("b", "Command and Control", "T1105"),
                rule("c", "Lateral Movement", "T1021", "T1021.002"),
                TestRules.rule("none")));
        checkLayer(layer);
        Map<String, String> scores = new TreeMap<>();
        layer.path("techniques")
                .forEach(technique -> scores.put(
                        technique.path("techniqueID").asText() + " "
                                + technique.path("tactic").asText(),
                        technique.path("score") + " " + technique.path("showSubtechniques")));
        assertThat(scores)
                .isEqualTo(Map.of(
                        "T1105 command-and-control", "2 false",
                        "T1021 lateral-movement", "1 true",
                        "T1021.002 lateral-movement", "1 false"));
        assertThat(layer.at("/techniques/2/comment").asText()).isEqualTo("Rule a [a]\nRule b [b]");
        assertThat(layer.path("description").asText()).contains("4 rules").contains("1 of them claim none");
    }

    @Test
    void otherFrameworks_areNoCellsOfTheMatrix() {
        Rule atlas = TestRules.rule(
                "atlas",
                Map.of(
                        "threat",
                        List.of(Map.of(
                                "framework",
                                "MITRE ATLAS",
                                "tactic",
                                Map.of("id", "AML.TA0001", "name", "x"),
                                "technique",
                                List.of(Map.of("id", "AML.T0001"))))));
        assertThat(layer(List.of(atlas)).path("techniques")).isEmpty();
    }
}
