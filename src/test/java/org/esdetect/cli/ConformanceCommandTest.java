package org.esdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esdetect.cli.CommandLine.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceCommandTest {
    @TempDir
    private Path folder;

    @Test
    void conformance_queries_areJudgedInTheOrderOfTimeAndSerial() {
        CommandLine run = CommandLine.run("conformance", "--data", file("events.json"), file("queries.toml"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.lines())
                .containsExactly(
                        "passed  " + file("queries.toml") + ", byTime",
                        "passed  " + file("queries.toml") + ", tail",
                        "passed  " + file("queries.toml") + ", pairs",
                        "failed  " + file("queries.toml") + ", refused",
                        "        unknown function [lenght], did you mean [length]?",
                        "failed  " + file("queries.toml") + ", wrong",
                        "        expected events [1], found [2]",
                        "3 passed, 2 failed, 0 skipped");
    }

    @Test
    void conformance_expressions_areComparedInValueAndKind() {
        List<String> lines =
                CommandLine.run("conformance", file("folding.toml")).lines();
        String spec = "  " + file("folding.toml") + ", ";
        assertThat(lines)
                .containsExactly(
                        "passed" + spec + "values: 1 + 2",
                        "passed" + spec + "values: 1 + 2.0",
                        "passed" + spec + "values: concat(\"a\", null)",
                        "passed" + spec + "values: startsWith(\"ab\", \"a\")",
                        "passed" + spec + "values: length(1)",
                        "failed" + spec + "wrong: 1 + 2",
                        "        expected 3.0, found 3",
                        "failed" + spec + "wrong: \"a\"",
                        "        expected null, found \"a\"",
                        "failed" + spec + "wrong: lenght(\"a\")",
                        "        expected 1, found refused: unknown function [lenght], did you mean [length]?",
                        "failed" + spec + "wrong: length(\"a\")",
                        "        expected to be refused, found 1",
                        "passed" + spec + "null_comparison: true == null",
                        "passed" + spec + "null_comparison: \"a\" == null",
                        "skipped" + spec + "case: \"A\" == \"a\"",
                        "        expected true, found false; known: the group asks for a mode that ignores case, which no longer exists",
                        "skipped" + spec + "between: between(\"welcome\", \"x\", \"e\")",
                        "        expected null, found \"\"; known: [between] gives an empty text when a bound is not found",
                        "skipped" + spec + "between: between(\"welcome\", \"\", \"m\")",
                        "        expected \"welco\", found \"welcome\"; known: [between] with an empty text gives its source unchanged",
                        "failed" + spec + "between: between(\"welcome\", \"w\", \"m\")",
                        "        expected \"other\", found \"elco\"",
                        "skipped" + spec + "method: \"hello\":length()",
                        "        expected 5, found refused: unexpected [length]; the right side of [:] is a string or a list of"
                                + " strings; functions are called as [length(...)]; known: a function called behind its"
                                + " argument, as in [x:length()], is no syntax",
                        "7 passed, 5 failed, 4 skipped");
    }

    @Test
    void conformance_drawnSequences_areJudged() throws IOException {
        CommandLine own = CommandLine.run("conformance", "src/test/resources/sequence/own.series-spec");
        assertThat(own.status()).isZero();
        assertThat(own.lastLine()).matches("\\d+ passed, 0 failed, 0 skipped");

        Path wrong = Files.writeString(folder.resolve("wrong.series-spec"), "one\nA1\nB2\n;\nA1 B3\n;\n");
        assertThat(CommandLine.run("conformance", wrong.toString()).lines())
                .containsExactly(
                        "failed  " + wrong + ", one",
                        "        expected [1 3], found [1 2]",
                        "0 passed, 1 failed, 0 skipped");
    }

    @Test
    void conformance_inJson_namesSpecCaseAndReason() {
        CommandLine run =
                CommandLine.run("conformance", "--format", "json", "--data", file("events.json"), file("queries.toml"));
        assertThat(run.lines())
                .contains("{\"spec\":\"" + file("queries.toml")
                        + "\",\"case\":\"wrong\",\"status\":\"failed\",\"reason\":\"expected events [1], found [2]\"}");
        assertThat(run.lastLine()).isEqualTo("{\"summary\":{\"passed\":3,\"failed\":2,\"skipped\":0}}");
    }

    @Test
    void conformance_whatIsNoSpec_isOneLine() throws IOException {
        assertThat(CommandLine.run("conformance", file("queries.toml")))
                .isEqualTo(new CommandLine(
                        2,
                        "",
                        "detect conformance: option [--data] is required: [" + file("queries.toml")
                                + "] holds queries over events\n"));
        Path toml = Files.writeString(folder.resolve("x.toml"), "[a]\nb = = 1\n");
        assertThat(CommandLine.run("conformance", toml.toString()).err())
                .startsWith("detect conformance: " + toml + ":2: not TOML: ");
        Path series = Files.writeString(folder.resolve("x.series-spec"), "one\n?\n");
        assertThat(CommandLine.run("conformance", series.toString()).err())
                .startsWith("detect conformance: " + series + ":2: ");
        Path data = Files.writeString(folder.resolve("x.json"), "[{\"a\": 1}]");
        assertThat(CommandLine.run("conformance", "--data", data.toString(), file("queries.toml"))
                        .err())
                .isEqualTo(
                        "detect conformance: " + data + ": event [1] has no number [serial_event_id] to be known by\n");
    }
}
