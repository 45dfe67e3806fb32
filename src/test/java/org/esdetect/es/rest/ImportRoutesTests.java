package org.esdetect.es.rest;

import static org.assertj.core.api.BDDAssertions.then;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.common.Strings;
import org.esdetect.engine.Detector;
import org.esdetect.es.store.Precondition;
import org.esdetect.es.store.RuleWrite;
import org.esdetect.rule.RuleDocument;
import org.esdetect.testing.TestRules;

/** Files of rules in and out over HTTP. */
public class ImportRoutesTests extends RoutesTestCase {
    private static final String NDJSON = "application/x-ndjson";
    private static final String IMPORT = "/_detect/rules/_import";
    private static final String EXPORT = "/_detect/rules/_export";

    /** The rule is kept and does not run, which nobody would look for in a report of success. */
    public void testImport_ofARuleWhoseListIsMissing_saysThatItDoesNotRun() throws IOException {
        List<Map<String, String>> lists =
                List.of(Map.of("id", "l", "list_id", "l", "type", "detection", "namespace_type", "single"));
        JsonNode alone = send(line("r", Map.of("exceptions_list", lists)));
        then(alone.path("success_count").asInt()).isEqualTo(1);
        then(alone.at("/rules/0/status").asText()).isEqualTo("loaded_with_warnings");
        then(alone.at("/rules/0/problems/0/code").asText()).isEqualTo("MISSING_LIST");
        then(alone.at("/rules/0/problems/0/message").asText()).contains("[l]").contains("import the list");
        JsonNode together = send(
                line("s", Map.of("exceptions_list", lists))
                        + "\n{\"list_id\":\"l\",\"type\":\"detection\",\"name\":\"l\",\"description\":\"l\",\"namespace_type\":\"single\"}");
        then(together.path("exceptions_success_count").asInt())
                .as(together.toString())
                .isEqualTo(1);
        then(together.at("/rules/0/status").asText()).isEqualTo("loaded");
    }

    public void testImport_ofAThousandWithSeventeenBad_takesTheOthersAndNamesThose() throws IOException {
        List<String> lines = new ArrayList<>();
        List<Integer> bad = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            String id = Strings.format("r%04d", i);
            Map<String, Object> differences = new LinkedHashMap<>(Map.of("name", "Rule " + i));
            if (i % 57 == 0) {
                bad.add(i);
                if (i % 2 == 0) {
                    differences.put("query", "process where\n  lenght(process.name) > 3");
                } else {
                    differences.put("severity", "hgih");
                }
            }
            lines.add(line(id, differences));
        }
        then(bad).hasSize(17);
        long loads = loads();
        JsonNode report = send(String.join("\n", lines));
        then(report.path("success").asBoolean()).isFalse();
        then(report.path("success_count").asInt()).isEqualTo(983);
        then(report.path("rules_count").asInt()).isEqualTo(1_000);
        then(loads() - loads).as("one reload").isEqualTo(1);
        then(getInstanceFromNode(Detector.class).current().all()).hasSize(983);

        JsonNode errors = report.path("errors");
        then(errors).hasSize(17);
        then(errors.findValues("line").stream().map(JsonNode::asInt)).containsExactlyElementsOf(bad);
        then(errors.get(0).path("rule_id").asText()).isEqualTo("r0057");
        then(errors.get(0).at("/error/status_code").asInt()).isEqualTo(400);
        then(errors.get(0).at("/error/message").asText())
                .startsWith("line [57]: field [severity] is [hgih]")
                .contains("(column [");
        then(errors.get(1).at("/error/message").asText())
                .contains("unknown function [lenght], did you mean [length]?")
                .contains("(line [2], column [3] of the query)")
                .contains("[UNKNOWN_FUNCTION]");
        JsonNode rejected = report.path("rules").get(113);
        then(rejected.path("status").asText()).isEqualTo("rejected");
        then(rejected.at("/problems/0/in").asText()).isEqualTo("query");
        then(rejected.at("/problems/0/line").asInt()).isEqualTo(2);
        then(report.path("rules").get(56).at("/problems/0/line").asInt())
                .as("the line of the file")
                .isEqualTo(57);
    }

    public void testImport_ofRulesThatAreThere_isAnErrorUnlessTheyAreToBeReplaced() throws IOException {
        then(send(line("a", Map.of())).path("success").asBoolean()).isTrue();
        JsonNode refused = send(line("a", Map.of("severity", "high")) + "\n" + line("b", Map.of()));
        then(refused.path("success_count").asInt()).isEqualTo(1);
        then(refused.at("/errors/0/error/status_code").asInt()).isEqualTo(409);
        then(refused.at("/errors/0/error/message").asText()).contains("rule_id: \"a\" already exists");
        then(json("/_detect/rules/a").path("severity").asText()).isEqualTo("medium");

        JsonNode replaced =
                json(call("POST", IMPORT + "?overwrite=true", line("a", Map.of("severity", "high")), NDJSON));
        then(replaced.path("success").asBoolean()).isTrue();
        then(replaced.at("/rules/0/result").asText()).isEqualTo("updated");
        then(json("/_detect/rules/a").path("severity").asText()).isEqualTo("high");
    }

    public void testRule_heldByAFile_isChangedByNoCall() throws IOException {
        write(new RuleWrite.Put(TestRules.rule("a"), Optional.empty(), Precondition.NONE, Optional.of("a.toml")));
        JsonNode report = json(call("POST", IMPORT + "?overwrite=true", line("a", Map.of()), NDJSON));
        then(report.at("/errors/0/error/status_code").asInt()).isEqualTo(409);
        then(report.at("/errors/0/error/message").asText()).contains("held by the operator's file [a.toml]");
        then(call("PUT", "/_detect/rules/a", line("a", Map.of()), "application/json")
                        .status())
                .isEqualTo(409);
        then(call("DELETE", "/_detect/rules/a").status()).isEqualTo(409);
        then(call("POST", "/_detect/rules/a/_disable").reason()).contains("held by the operator's file [a.toml]");
        then(call("POST", "/_detect/rules/_disable?enabled=true")
                        .json()
                        .at("/skipped/0/reason")
                        .asText())
                .contains("[a.toml]");
        then(json("/_detect/rules/a").path("file").asText()).isEqualTo("a.toml");
        then(json("/_detect/rules/a").path("revision").asInt()).isEqualTo(1);
    }

    public void testImport_ofOneIdTwice_takesNeither() throws IOException {
        JsonNode report = send(line("a", Map.of()) + "\n\n" + line("b", Map.of()) + "\n"
                + line("a", Map.of("severity", "high")) + "\n");
        then(report.path("success_count").asInt()).isEqualTo(1);
        then(report.path("rules_count").asInt()).isEqualTo(3);
        then(report.path("errors").findValues("line").toString()).isEqualTo("[1, 4]");
        then(report.at("/errors/0/error/message").asText())
                .contains("more than one rule with rule_id [a] found, in lines [1, 4]");
        then(call("GET", "/_detect/rules/a").status()).isEqualTo(404);
    }

    public void testImport_ofWhatKibanaExports_reportsEveryLine() throws IOException {
        String file = String.join(
                "\n",
                line("a", Map.of("actions", List.of(Map.of("id", "mail", "group", "default")))),
                line("ml", Map.of("type", "machine_learning", "machine_learning_job_id", "j", "query", "")),
                "{\"list_id\":\"l\",\"type\":\"detection\",\"name\":\"L\"}",
                "{\"list_id\":\"l\",\"item_id\":\"i\",\"entries\":[]}",
                "{\"id\":\"mail\",\"type\":\"action\",\"attributes\":{}}",
                "{\"some\":\"thing\"}",
                "not JSON",
                "{\"exported_count\":5}");
        JsonNode report = send(file);
        then(report.path("success").asBoolean()).isFalse();
        then(report.path("success_count").asInt()).isEqualTo(2);
        then(report.path("rules_count").asInt()).isEqualTo(4);
        then(report.path("errors").findValues("line").toString()).isEqualTo("[6, 7]");
        then(report.at("/errors/0/error/message").asText()).contains("line [6]").contains("is no rule");
        then(report.path("exceptions_success").asBoolean()).isFalse();
        then(report.path("exceptions_errors").findValuesAsText("item_id")).containsExactly("i");
        then(report.path("action_connectors_success").asBoolean()).isTrue();
        then(report.at("/action_connectors_warnings/0/message").asText()).contains("connector [mail] is not kept");
        JsonNode ml = report.path("rules").get(1);
        then(ml.path("status").asText()).isEqualTo("loaded_with_warnings");
        then(ml.at("/warnings/0/message").asText()).contains("(unsupported_type)");
        then(json("/_detect/rules/ml").path("status").asText()).isEqualTo("unsupported");
        then(json("/_detect/rules/ml").at("/rule/machine_learning_job_id").asText())
                .isEqualTo("j");
    }

    public void testImport_ofOneRule_inTomlOrOverSeveralLines() throws IOException {
        String toml = Files.readString(Path.of("rules/lateral_movement_unusual_dns_service_children.toml"));
        then(json(call("POST", IMPORT, "\uFEFF" + toml, "application/toml"))
                        .path("success_count")
                        .asInt())
                .isEqualTo(1);
        String laidOut = line("a", Map.of()).replace("{\"", "{\n\"").replace(",\"", ",\n\"");
        then(json(call("POST", IMPORT, laidOut, "application/json"))
                        .path("success_count")
                        .asInt())
                .isEqualTo(1);
        JsonNode wrong = json(call("POST", IMPORT, toml.replace("severity = ", "severty = "), "application/toml"));
        then(wrong.path("success").asBoolean()).isFalse();
        then(wrong.at("/rules/0/problems/0/line").asInt()).isPositive();
        then(wrong.at("/errors/0/error/message").asText()).contains("[rule.severity]");
    }

    public void testImport_ofBodiesThatAreNoFile_saysWhy() throws IOException {
        then(call("POST", IMPORT).status()).isEqualTo(400);
        then(call("POST", IMPORT, "x", "text/plain").status()).isEqualTo(406);
        then(call("POST", IMPORT, "a: b", "application/yaml").status()).isEqualTo(406);
        then(call("POST", IMPORT + "?as_new_list=true", "{}", NDJSON).reason()).contains("[as_new_list]");
        then(call("POST", IMPORT + "?overwrte=true", "{}", NDJSON).reason()).contains("did you mean [overwrite]");
        JsonNode bomb =
                send("{\"type\":\"eql\",\"risk_score\":1,\"meta\":" + "[".repeat(100_000) + "\n" + line("a", Map.of()));
        then(bomb.path("success_count").asInt()).as("the others are taken").isEqualTo(1);
        then(bomb.at("/errors/0/error/message").asText()).contains("nested deeper");
        JsonNode large = send(line("b", Map.of("note", "x".repeat(10 * 1024 * 1024))) + "\n" + line("c", Map.of()));
        then(large.path("success_count").asInt()).isEqualTo(1);
        then(large.at("/errors/0/rule_id").asText()).isEqualTo("b");
        then(large.at("/errors/0/error/message").asText()).contains("the limit is [262144]");
    }

    public void testImport_ofMoreThanIsTaken_saysHowMuchThatIs() throws IOException {
        Answer refused = call("POST", IMPORT, " ".repeat(50 * 1024 * 1024 + 1), NDJSON);
        then(refused.status()).isEqualTo(413);
        then(refused.reason()).contains("the body has [52428801] bytes, at most [52428800] are taken");
    }

    public void testImport_ofWhatIsNotUtf8_saysWhere() throws IOException {
        Answer latin = call("POST", IMPORT, "caf\u00e9", NDJSON, StandardCharsets.ISO_8859_1);
        then(latin.status()).isEqualTo(400);
        then(latin.reason()).contains("the body is not UTF-8: byte [3] cannot be read");
    }

    public void testExport_isWhatKibanaTakes_andComesBackTheSame() throws IOException {
        write(new RuleWrite.Put(
                TestRules.rule(
                        "b",
                        Map.of(
                                "extra", Map.of("mine", "kept"),
                                "exceptions_list", List.of(Map.of("list_id", "l", "type", "detection")))),
                Optional.of("c2VjcmV0"),
                Precondition.NONE));
        String toml = Files.readString(Path.of("rules/lateral_movement_unusual_dns_service_children.toml"));
        call("POST", IMPORT, toml, "application/toml");
        send(line("a", Map.of("required_fields", List.of(Map.of("name", "f", "type", "keyword", "ecs", true)))) + "\n"
                + line("ml", Map.of("type", "machine_learning", "query", "", "anomaly_threshold", 50)));

        String first = text(EXPORT);
        List<String> lines = first.lines().toList();
        then(lines).hasSize(5);
        then(first)
                .endsWith("\n")
                .doesNotContain("c2VjcmV0")
                .doesNotContain("\"ecs\"")
                .doesNotContain("\"extra\"");
        then(lines.get(2)).contains("\"meta\":{\"detect\":{\"mine\":\"kept\"}}");
        then(lines.get(4))
                .startsWith(
                        "{\"exported_count\":4,\"exported_rules_count\":4,\"missing_rules\":[],\"missing_rules_count\":0,")
                .contains("\"missing_exception_lists\":[{\"list_id\":\"l\"}]");

        JsonNode again = json(call("POST", IMPORT + "?overwrite=true", first, NDJSON));
        then(again.path("success").asBoolean()).as(again.toString()).isTrue();
        String second = text(EXPORT);
        then(second.lines().filter(line -> !line.contains("\"rule_id\":\"b\"")))
                .containsExactlyElementsOf(lines.stream()
                        .filter(line -> !line.contains("\"rule_id\":\"b\""))
                        .toList());
        then(second.lines().toList().get(2)).contains("\"meta\":{\"detect\":{\"mine\":\"kept\"}}");
        json(call("POST", IMPORT + "?overwrite=true", second, NDJSON));
        then(text(EXPORT)).as("b has its defaults since it was imported").isEqualTo(second);
        then(second).as("a list that is missing switches nothing off").doesNotContain("\"enabled\":false");
        for (String id : List.of("a", "b", "ml", "8c37dc0e-e3ac-4c97-8aa0-cf6a9122de45")) {
            then(call("DELETE", "/_detect/rules/" + id).status()).isEqualTo(200);
        }
        send(second);
        then(text(EXPORT)).isEqualTo(second);
    }

    public void testExport_ofSome_namesThoseThatAreMissing() throws IOException {
        send(line("a", Map.of()) + "\n" + line("b", Map.of()));
        then(text(EXPORT + "?ids=b,x&exclude_export_details=true").lines()).hasSize(1);
        Answer named =
                call("POST", EXPORT, "{\"objects\":[{\"rule_id\":\"a\"},{\"rule_id\":\"x\"}]}", "application/json");
        then(named.text().lines()).hasSize(2);
        then(named.text()).contains("\"missing_rules\":[{\"rule_id\":\"x\"}],\"missing_rules_count\":1");
        then(call("POST", EXPORT, "{\"objects\":[1]}", "application/json").status())
                .isEqualTo(400);
    }

    private JsonNode send(String file) throws IOException {
        return json(call("POST", IMPORT, file, NDJSON));
    }

    private static JsonNode json(Answer answer) {
        then(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private long loads() throws IOException {
        return json("/_detect/_stats").at("/total/rules/loads").asLong();
    }

    private static String line(String id, Map<String, Object> differences) {
        return RuleDocument.line(TestRules.rule(id, differences).document());
    }
}
