package org.esdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esdetect.cli.CommandLine.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
    @TempDir
    private Path folder;

    @Test
    void test_besideRules_judgesEachCase() {
        String passed =
                """
                passed  A tool is started, match: the tool
                passed  A tool is started, miss: set up
                2 passed, 0 failed
                """;
        assertThat(CommandLine.run("test", file("rules"))).isEqualTo(new CommandLine(0, passed, ""));
        assertThat(CommandLine.run("test", file("rules/tool.toml")).out()).isEqualTo(passed);
        assertThat(CommandLine.run("test", file("rules/tool.tests.json")).out()).isEqualTo(passed);
    }

    @Test
    void test_ofTheBundledRules_passes() {
        CommandLine test = CommandLine.run("test", "rules");
        assertThat(test.status()).isZero();
        assertThat(test.lastLine()).matches("\\d{3,} passed, 0 failed");
    }

    @Test
    void test_aWrongCase_failsWithItsReason() throws IOException {
        Files.copy(Path.of(file("rules/tool.toml")), folder.resolve("tool.toml"));
        String swapped = Files.readString(Path.of(file("rules/tool.tests.json")))
                .replace("\"match\"", "\"was\"")
                .replace("\"miss\"", "\"match\"")
                .replace("\"was\"", "\"miss\"");
        Files.writeString(folder.resolve("tool.tests.json"), swapped);
        CommandLine test = CommandLine.run("test", folder.toString());
        assertThat(test.status()).isEqualTo(1);
        assertThat(test.out())
                .isEqualTo(
                        """
                        failed  A tool is started, match: set up
                                expected a match, found none
                        failed  A tool is started, miss: the tool
                                expected no match, found 1, the first of event [1]
                        0 passed, 2 failed
                        """);
    }

    @Test
    void test_triggers_needAMatchOfEachChain_andNoneOfANearMiss() {
        CommandLine test = CommandLine.run(
                "test", "--rules", file("rules"), "--triggers", file("triggers.ndjson"), "--format", "json");
        assertThat(test.status()).as(test.toString()).isZero();
        assertThat(test.lines())
                .containsExactly(
                        "{\"rule_id\":\"11111111-1111-4111-8111-111111111111\",\"case\":\"match: trigger 1\",\"expected\":\"match\",\"status\":\"passed\"}",
                        "{\"rule_id\":\"11111111-1111-4111-8111-111111111111\",\"case\":\"miss: other name\",\"expected\":\"miss\",\"status\":\"passed\"}",
                        "{\"rule_id\":\"22222222-2222-4222-8222-222222222222\",\"case\":\"match: trigger 1\",\"expected\":\"match\",\"status\":\"passed\"}",
                        "{\"rule_id\":\"22222222-2222-4222-8222-222222222222\",\"case\":\"miss: after maxspan\",\"expected\":\"miss\",\"status\":\"passed\"}",
                        "{\"summary\":{\"passed\":4,\"failed\":0}}");
    }

    @Test
    void test_triggersOfARuleThatCannotBeRun_fail() {
        CommandLine test = CommandLine.run("test", "--rules", file("broken"), "--triggers", file("triggers.ndjson"));
        assertThat(test.status()).isEqualTo(1);
        assertThat(test.lastLine()).isEqualTo("0 passed, 4 failed");
        assertThat(test.out()).contains("rule [11111111-1111-4111-8111-111111111111] is not there, or cannot be run");
        assertThat(test.err()).contains("not judged: ").contains("(and 1 more)");
    }

    @Test
    void test_malformedTriggers_nameFileAndLine() throws IOException {
        Path file = folder.resolve("t.ndjson");
        Files.writeString(file, "{\"rule_id\": \"a\", \"docs\": [[{\"a\": 1}]]}\n{\"rule_id\": \n");
        assertThat(triggers(file)).startsWith("detect test: " + file + ":2: not JSON: ");
        Files.writeString(file, "{\"rule\": \"a\"}");
        assertThat(triggers(file))
                .isEqualTo("detect test: " + file + ":1: field [rule_id] is missing, expected a text\n");
        Files.writeString(file, "{\"rule_id\": \"a\"}");
        assertThat(triggers(file))
                .isEqualTo("detect test: " + file + ":1: no cases, expected a list [docs] or [negatives]\n");
        Files.writeString(file, "{\"rule_id\": \"a\", \"docs\": [[1]]}");
        assertThat(triggers(file))
                .isEqualTo("detect test: " + file + ":1: case [match: trigger 1] holds an event that is no object\n");
    }

    @Test
    void test_whereThereAreNoTests_saysWhatItLookedFor() {
        assertThat(CommandLine.run("test", file("broken")))
                .isEqualTo(new CommandLine(
                        1,
                        "",
                        "detect test: no tests for [" + file("broken") + "]: expected a file *.tests.json in it\n"));
        assertThat(CommandLine.run("test", file("rules/dropped.toml")).err())
                .contains("expected a file *.tests.json beside it");
    }

    private static String triggers(Path file) {
        CommandLine test = CommandLine.run("test", "--rules", file("rules"), "--triggers", file.toString());
        assertThat(test.status()).isEqualTo(1);
        return test.err();
    }
}
