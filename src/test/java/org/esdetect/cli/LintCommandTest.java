package org.esdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esdetect.cli.CommandLine.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void lint_rulesInOrder_saysSoAndNothingElse() {
        CommandLine lint = CommandLine.run("lint", file("rules"));
        assertThat(lint.status()).isZero();
        assertThat(lint.lines()).hasSize(1);
        assertThat(lint.lastLine()).matches("2 ok, 0 with problems, 0 unsupported; 0 with warnings \\(\\d+ ms\\)");
        assertThat(lint.err()).isEmpty();
    }

    @Test
    void lint_problems_areShownAtTheirPlaceInTheFile() {
        CommandLine lint = CommandLine.run("lint", file("broken/misspelt.toml"));
        assertThat(lint.status()).isEqualTo(1);
        assertThat(lint.out())
                .contains(
                        """
                          %s:20:15: unknown function [lenght], did you mean [length]? [UNKNOWN_FUNCTION]
                              process where lenght(process.name) > 3 and
                                            ^^^^^^
                          %1$s:21:16: [=] does not compare, write [==], or [:] to ignore case [SYNTAX]
                        """
                                .formatted(file("broken/misspelt.toml"))
                                .indent(0)
                                .stripTrailing());
    }

    @Test
    void lint_inJson_isAnObjectARuleAndASummary() throws IOException {
        CommandLine lint = CommandLine.run("lint", "--format=json", file("broken"));
        List<JsonNode> rules = objects(lint);
        JsonNode summary = rules.remove(rules.size() - 1).path("summary");
        assertThat(lint.status()).isEqualTo(1);
        assertThat(rules)
                .extracting(rule -> rule.path("status").asText())
                .containsExactly("problems", "unsupported", "ok");
        assertThat(rules.get(0).path("path").asText()).isEqualTo(file("broken/misspelt.toml"));
        assertThat(rules.get(0).path("rule_id").asText()).isEqualTo("33333333-3333-4333-8333-333333333333");
        JsonNode problem = rules.get(0).path("problems").get(0);
        assertThat(problem.path("code").asText()).isEqualTo("UNKNOWN_FUNCTION");
        assertThat(problem.path("line").asInt()).isEqualTo(20);
        assertThat(problem.path("column").asInt()).isEqualTo(15);
        assertThat(rules.get(2).path("problems")).isEmpty();
        assertThat(rules.get(2).path("warnings")).isNotEmpty();
        assertThat(summary.path("ok").asInt()).isEqualTo(1);
        assertThat(summary.path("problems").asInt()).isEqualTo(1);
        assertThat(summary.path("unsupported").asInt()).isEqualTo(1);
        assertThat(summary.has("elapsed_ms")).isTrue();
    }

    @Test
    void lint_warningsAlone_areWell() {
        CommandLine lint = CommandLine.run("lint", file("broken/wildcard.toml"));
        assertThat(lint.status()).isZero();
        assertThat(lint.out()).contains("wildcard.toml: ok", "warning: [in] takes wildcards literally");
    }

    @Test
    void lint_anotherType_isUnsupported() throws IOException {
        CommandLine lint = lintOf(rule("a").replace("\"eql\"", "\"esql\""));
        assertThat(lint.status()).isEqualTo(1);
        assertThat(lint.lastLine()).startsWith("0 ok, 0 with problems, 1 unsupported");
        assertThat(lint.out()).contains("[esql]");
    }

    @Test
    void lint_aRuleWithErrorsInItsFieldsAndInItsQuery_namesAll() throws IOException {
        String toml = Files.readString(Path.of(file("broken/misspelt.toml")))
                .replaceFirst("severity = \"[a-z]+\"", "severity = \"hgih\"");
        Path copy = Files.writeString(folder.resolve("both.toml"), toml);
        CommandLine lint = CommandLine.run("lint", copy.toString());
        assertThat(lint.out())
                .contains("field [rule.severity] is [hgih]")
                .contains(copy + ":20:15: unknown function [lenght], did you mean [length]?")
                .contains(copy + ":21:16: [=] does not compare");
    }

    @Test
    void lint_ndjson_namesTheLineOfEachRule() throws IOException {
        CommandLine lint = lintOf(
                rule("a") + "\n\n" + rule("b").replace("any where true", "any where") + "\n{\"exported_count\":2}\n");
        assertThat(lint.status()).isEqualTo(1);
        assertThat(lint.lastLine()).startsWith("1 ok, 1 with problems");
        assertThat(lint.out()).contains("rules.ndjson:3: problems", "rules.ndjson:3:145: the query ends too early");
    }

    @Test
    void lint_aQueryWrittenWithEscapes_isShownByItself() throws IOException {
        CommandLine lint =
                lintOf(rule("a") + "\n" + rule("b").replace("any where true", "any where a ==\\nlenght(\\\"x\\\")"));
        assertThat(lint.out()).contains("query of " + folder.resolve("rules.ndjson") + ":2:2:1: ", "    lenght(\"x\")");
    }

    @Test
    void lint_theQuerysTextElsewhereInTheFile_isNotItsPlace() throws IOException {
        String query = "process where lenght(process.name) > 3 and\n  process.name = \"tool.exe\"";
        String toml = Files.readString(Path.of(file("broken/misspelt.toml")))
                .replace("description = \"Misspelt\"", "description = '''\n" + query + "\n'''");
        Path moved = Files.writeString(folder.resolve("moved.toml"), toml);
        assertThat(CommandLine.run("lint", moved.toString()).out()).contains("moved.toml:23:15: unknown function");
    }

    @Test
    void lint_twoRulesOfOneId_isAProblemOfTheSecond() throws IOException {
        CommandLine lint = lintOf(rule("a") + "\n" + rule("a"));
        assertThat(lint.lastLine()).startsWith("1 ok, 1 with problems");
        assertThat(lint.out())
                .contains("[rule_id] is [a], which is also that of [")
                .contains("rules.ndjson]");
    }

    @Test
    void lint_aLineThatIsNoJson_isAProblemWithItsPlace() throws IOException {
        CommandLine lint = lintOf(rule("a") + "\nnonsense\n");
        assertThat(lint.status()).isEqualTo(1);
        assertThat(lint.out()).contains("rules.ndjson:2:").contains("not JSON");
    }

    @Test
    void lint_aRuleLaidOutOverLines_isOneRule() throws IOException {
        CommandLine lint = lintOf(JSON.readTree(rule("a")).toPrettyString());
        assertThat(lint.lastLine()).startsWith("1 ok, 0 with problems");
    }

    @Test
    void lint_standardInput_mayBePacked() throws IOException {
        byte[] packed = gzip(Files.readString(Path.of(file("rules/tool.toml"))));
        CommandLine lint = CommandLine.runWith(packed, "lint", "-");
        assertThat(lint.status()).isZero();
        assertThat(lint.lastLine()).startsWith("1 ok");
    }

    @Test
    void lint_aFolder_isReadToItsLeaves_andEventsBesideRulesAreNoRules() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("a/b"));
        Files.copy(Path.of(file("rules/tool.toml")), inner.resolve("tool.toml"));
        Files.write(folder.resolve("more.ndjson.gz"), gzip(rule("x")));
        Files.copy(Path.of(file("events.ndjson")), folder.resolve("events.ndjson"));
        Files.writeString(folder.resolve("README.md"), "no rule");
        CommandLine lint = CommandLine.run("lint", folder.toString());
        assertThat(lint.status()).as(lint.toString()).isZero();
        assertThat(lint.lastLine()).startsWith("2 ok, 0 with problems");
    }

    @Test
    void lint_aVeryLongLine_isCutAroundThePlace() throws IOException {
        String query =
                "any where " + "a == 1 or ".repeat(100) + "lenght(b) > 1 or " + "a == 1 or ".repeat(100) + "true";
        CommandLine lint = lintOf(rule("a").replace("any where true", query));
        List<String> lines = lint.lines();
        int place = lines.indexOf(lines.stream()
                .filter(line -> line.contains("[lenght]"))
                .findFirst()
                .orElseThrow());
        String shown = lines.get(place + 1);
        assertThat(shown).hasSizeLessThan(200).startsWith("      ...").endsWith("...");
        assertThat(lines.get(place + 2).indexOf('^')).isEqualTo(shown.indexOf("lenght"));
    }

    @Test
    void lint_whatCannotBeRead_isOneLine() throws IOException {
        assertThat(CommandLine.run("lint", "no/such.toml"))
                .isEqualTo(new CommandLine(1, "", "detect lint: cannot read [no/such.toml]: no such file\n"));
        assertThat(CommandLine.run("lint", folder.toString()).err())
                .isEqualTo("detect lint: no rules in [" + folder + "]: expected files *.toml or *.ndjson\n");
        Path cut = folder.resolve("cut.toml.gz");
        byte[] whole = gzip("# " + "x".repeat(1000));
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 9));
        assertThat(CommandLine.run("lint", cut.toString()).err())
                .startsWith("detect lint: cannot read [" + cut + "]: ");
    }

    private CommandLine lintOf(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("rules.ndjson"), text);
        return CommandLine.run("lint", file.toString());
    }

    private static String rule(String id) {
        return "{\"type\":\"eql\",\"risk_score\":21,\"rule_id\":\"" + id
                + "\",\"name\":\"n\",\"description\":\"d\",\"severity\":\"low\",\"language\":\"eql\",\"index\":[\"logs-*\"],"
                + "\"query\":\"any where true\"}";
    }

    private static List<JsonNode> objects(CommandLine command) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : command.lines()) {
            objects.add(JSON.readTree(line));
        }
        return objects;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
