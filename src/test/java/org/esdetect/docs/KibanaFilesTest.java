package org.esdetect.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esdetect.ecs.AlertFields;
import org.esdetect.ecs.EcsType;
import org.junit.jupiter.api.Test;

/** The files for Kibana have the shape of its own exports, and ask only for what alerts have. */
class KibanaFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("docs/kibana");
    /** The oldest version of each type that holds what is used: a newer one than Kibana's own is refused. */
    private static final Map<String, String> VERSIONS =
            Map.of("index-pattern", "8.0.0", "search", "8.0.0", "lens", "8.9.0", "dashboard", "8.9.0");

    private static final Pattern QUERIED = Pattern.compile("([\\w.@]+)\\s*:");

    private static List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve(file))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static JsonNode inner(JsonNode text) {
        assertThat(text.isTextual()).as("JSON as text: " + text).isTrue();
        try {
            return JSON.readTree(text.asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> objects() throws IOException {
        List<JsonNode> lines = lines("saved-objects.ndjson");
        return lines.subList(0, lines.size() - 1);
    }

    @Test
    void savedObjects_haveTheShapeOfAnExport_andReferToEachOther() throws IOException {
        List<JsonNode> lines = lines("saved-objects.ndjson");
        JsonNode summary = lines.get(lines.size() - 1);
        assertThat(summary.path("exportedCount").asInt()).isEqualTo(lines.size() - 1);
        assertThat(summary.path("missingRefCount").asInt()).isZero();
        Set<String> known = new HashSet<>();
        Set<String> types = new TreeSet<>();
        for (JsonNode object : objects()) {
            String type = object.path("type").asText();
            assertThat(object.path("typeMigrationVersion").asText()).isEqualTo(VERSIONS.get(type));
            assertThat(object.path("coreMigrationVersion").asText()).isEqualTo("8.8.0");
            assertThat(object.path("managed").asBoolean(true)).isFalse();
            assertThat(object.at("/attributes/title").asText()).isNotEmpty();
            for (JsonNode reference : object.path("references")) {
                assertThat(known)
                        .contains(reference.path("type").asText() + "/"
                                + reference.path("id").asText());
            }
            assertThat(known.add(type + "/" + object.path("id").asText())).isTrue();
            types.add(type);
        }
        assertThat(types).isEqualTo(VERSIONS.keySet());
    }

    private static Set<String> referenceNames(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.path("references")
                .forEach(reference -> names.add(reference.path("name").asText()));
        return names;
    }

    @Test
    void eachType_hasItsParts() throws IOException {
        for (JsonNode object : objects()) {
            JsonNode attributes = object.path("attributes");
            switch (object.path("type").asText()) {
                case "index-pattern" -> {
                    assertThat(attributes.path("timeFieldName").asText()).isEqualTo("@timestamp");
                    assertThat(attributes.path("allowHidden").asBoolean()).isTrue();
                    for (String text :
                            List.of("fieldAttrs", "fieldFormatMap", "fields", "runtimeFieldMap", "sourceFilters")) {
                        inner(attributes.path(text));
                    }
                }
                case "search" ->
                    assertThat(inner(attributes.at("/kibanaSavedObjectMeta/searchSourceJSON"))
                                    .path("indexRefName")
                                    .asText())
                            .isIn(referenceNames(object));
                case "lens" -> checkLens(object);
                default -> checkDashboard(object);
            }
        }
    }

    private static void checkLens(JsonNode object) {
        JsonNode state = object.at("/attributes/state");
        JsonNode layers = state.at("/datasourceStates/formBased/layers");
        layers.fieldNames().forEachRemaining(layer -> {
            assertThat(referenceNames(object)).containsExactly("indexpattern-datasource-layer-" + layer);
            Set<String> columns = new TreeSet<>();
            layers.path(layer).path("columns").fieldNames().forEachRemaining(columns::add);
            Set<String> ordered = new TreeSet<>();
            layers.path(layer).path("columnOrder").forEach(column -> ordered.add(column.asText()));
            assertThat(ordered).isEqualTo(columns);
        });
        assertThat(state.at("/visualization/layers/0/layerId").asText()).isEqualTo("layer");
        assertThat(object.at("/attributes/visualizationType").asText()).isIn("lnsXY", "lnsPie");
    }

    private static void checkDashboard(JsonNode object) {
        Set<String> shown = new TreeSet<>();
        for (JsonNode panel : inner(object.at("/attributes/panelsJSON"))) {
            assertThat(panel.at("/gridData/i").asText())
                    .isEqualTo(panel.path("panelIndex").asText());
            assertThat(panel.at("/gridData/x").asInt() + panel.at("/gridData/w").asInt())
                    .as("Kibana's grid is 48 wide")
                    .isLessThanOrEqualTo(48);
            shown.add(panel.path("panelRefName").asText());
        }
        assertThat(shown).isEqualTo(referenceNames(object)).hasSize(6);
        inner(object.at("/attributes/optionsJSON"));
        inner(object.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON"));
    }

    @Test
    void promotionRule_isAQueryRule_overTheAlerts() throws IOException {
        JsonNode rule = lines("promotion-rule.ndjson").get(0);
        assertThat(rule.path("type").asText()).isEqualTo("query");
        assertThat(rule.path("index").toString()).isEqualTo("[\"signals-detect\"]");
        assertThat(rule.path("interval").asText()).isEqualTo("1m");
        assertThat(rule.path("from").asText()).isEqualTo("now-2m");
        assertThat(rule.path("max_signals").asInt()).isEqualTo(1_000);
        Set<String> severities = new TreeSet<>();
        rule.path("severity_mapping").forEach(each -> {
            assertThat(each.path("operator").asText()).isEqualTo("equals");
            assertThat(each.path("severity")).isEqualTo(each.path("value"));
            severities.add(each.path("value").asText());
        });
        assertThat(severities).containsExactly("critical", "high", "low", "medium");
        assertThat(lines("promotion-rule.ndjson")
                        .get(1)
                        .path("exported_rules_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void everyFieldUsed_isMapped_andStandsInARealAlert() throws IOException {
        Set<String> used = new TreeSet<>();
        for (JsonNode object : objects()) {
            object.findValues("sourceField").forEach(field -> used.add(field.asText()));
            object.at("/attributes/columns").forEach(column -> used.add(column.asText()));
            object.findValues("query").stream().filter(JsonNode::isTextual).forEach(query -> queried(query, used));
            object.findValues("searchSourceJSON")
                    .forEach(source -> queried(inner(source).at("/query/query"), used));
        }
        JsonNode rule = lines("promotion-rule.ndjson").get(0);
        queried(rule.path("query"), used);
        used.add(rule.path("rule_name_override").asText());
        used.add(rule.path("timestamp_override").asText());
        rule.findValues("field").forEach(field -> used.add(field.asText()));
        used.remove("___records___");
        assertThat(used).hasSizeGreaterThan(8);

        JsonNode single = golden("alert-single.json");
        JsonNode block = golden("alert-building-block-rule.json");
        for (String field : used) {
            assertThat(AlertFields.table().type(field)).as(field + " is mapped").isPresent();
            assertThat(AlertFields.table().type(field).orElseThrow())
                    .as(field)
                    .isIn(EcsType.KEYWORD, EcsType.DATE, EcsType.FLOAT);
            assertThat(has(single, field) || has(block, field))
                    .as(field + " stands in an alert")
                    .isTrue();
        }
    }

    private static void queried(JsonNode query, Set<String> used) {
        Matcher field = QUERIED.matcher(query.asText());
        while (field.find()) {
            used.add(field.group(1));
        }
    }

    private static JsonNode golden(String file) throws IOException {
        JsonNode alerts = JSON.readTree(
                Files.readString(Path.of("src/test/resources/golden").resolve(file)));
        JsonNode first = alerts.isArray() ? alerts.get(0) : alerts;
        return first.has("source") ? first.path("source") : first.has("_source") ? first.path("_source") : first;
    }

    /** Keys may be dotted at any level, and a list stands for each of its items. */
    private static boolean has(JsonNode object, String path) {
        if (object.isArray()) {
            for (JsonNode item : object) {
                if (has(item, path)) {
                    return true;
                }
            }
            return false;
        }
        if (object.has(path)) {
            return true;
        }
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            JsonNode inner = object.path(path.substring(0, dot));
            if (!inner.isMissingNode() && has(inner, path.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }
}
