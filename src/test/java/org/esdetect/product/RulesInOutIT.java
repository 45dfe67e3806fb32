package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.esdetect.rule.ReadRule;
import org.esdetect.rule.Rule;
import org.esdetect.rule.TomlRules;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.junit.jupiter.api.Test;

/**
 * All rules of an organisation in one call, on the real distribution: in, enabled, out, into an empty cluster, out
 * again. The system property {@code detect.rules.folder} names a folder of TOML files to do it with; without it 1,300
 * rules are made of those that ship with the plugin.
 */
class RulesInOutIT {
    private static final String NDJSON = "application/x-ndjson";
    private static final String EXPORT = "/_detect/rules/_export";
    private static final int GENERATED = 1_300;

    @Test
    void rules_importedExportedAndImportedAgain_areTheSameBytes() throws IOException {
        List<Rule> rules = rules();
        String exported;
        try (RealNode node = empty("in")) {
            node.start().awaitStatus("green");
            Http http = node.http();
            JsonNode report = send(http, RuleCopies.enabledLines(rules));
            assertThat(report.path("errors"))
                    .as(report.path("errors").toString())
                    .isEmpty();
            assertThat(report.path("success").asBoolean()).isTrue();
            assertThat(report.path("success_count").asInt()).isEqualTo(rules.size());
            assertOnlyActive(http, rules.size());
            exported = http.get(EXPORT).expect(200).body();
            assertThat(exported.lines()).hasSize(rules.size() + 1);

            assertOperatorsFile_holdsItsRule(node, rules.get(0).id());
        }
        try (RealNode node = empty("out")) {
            node.start().awaitStatus("green");
            assertThat(send(node.http(), exported).path("success").asBoolean()).isTrue();
            assertThat(node.http().get(EXPORT).expect(200).body()).isEqualTo(exported);
        }
    }

    private static void assertOnlyActive(Http http, int count) throws IOException {
        JsonNode all = http.get("/_detect/rules?size=10000").expect(200).json();
        assertThat(all.path("total").asInt()).isEqualTo(count);
        Map<String, Integer> states = new LinkedHashMap<>();
        for (JsonNode rule : all.path("rules")) {
            states.merge(rule.path("status").asText() + " " + rule.path("mode").asText(), 1, Integer::sum);
        }
        assertThat(states).containsOnlyKeys("active inline", "active sequence");
        System.getLogger(RulesInOutIT.class.getName()).log(System.Logger.Level.INFO, "rules: " + states);
    }

    /** The way of who manages rules as files, with a restart and without a call. */
    private static void assertOperatorsFile_holdsItsRule(RealNode node, String ruleId) throws IOException {
        Http http = node.http();
        node.stop();
        Path folder = Files.createDirectories(node.home().resolve("config/detect/rules"));
        Files.writeString(
                folder.resolve("held.toml"),
                """
                [rule]
                rule_id = "%s"
                name = "Held by a file"
                description = "Held by a file."
                type = "eql"
                language = "eql"
                index = ["logs-*"]
                severity = "low"
                risk_score = 1
                query = "process where true"
                """
                        .replace("%s", ruleId));
        Files.writeString(folder.resolve("broken.toml"), "[rule]\nname = 1\n");
        node.start().awaitStatus("green");
        String path = "/_detect/rules/" + ruleId;
        http.await(path, answer -> answer.json().path("file").asText().equals("held.toml"));
        assertThat(http.get(path).json().path("name").asText()).isEqualTo("Held by a file");
        Http.Answer refused = http.send("DELETE", path, null, "application/json");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("held by the operator's file [held.toml]");
        assertThat(http.post(path + "/_disable", "").status()).isEqualTo(409);
        assertThat(http.get("/_detect/_stats").body()).contains("broken.toml:").contains("\"refused\":1");
    }

    private static RealNode empty(String name) throws IOException {
        return RealNode.install("rules-" + name, Map.of("detect.rules.prebuilt", "false"));
    }

    private static JsonNode send(Http http, String lines) throws IOException {
        return http.send("POST", "/_detect/rules/_import", lines, NDJSON)
                .expect(200)
                .json();
    }

    private static List<Rule> rules() throws IOException {
        String folder = System.getProperty("detect.rules.folder");
        if (folder == null) {
            return RuleCopies.of(GENERATED);
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".toml"))
                    .sorted()
                    .map(RulesInOutIT::read)
                    .toList();
        }
    }

    private static Rule read(Path file) {
        try {
            ReadRule read = TomlRules.read(file.getFileName().toString(), Files.readString(file));
            return read.rule().orElseThrow(() -> new AssertionError(read.renderedProblems()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
