package org.esdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esdetect.cli.CommandLine.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    private static final String TOOL = "11111111-1111-4111-8111-111111111111";
    private static final String DROPPED = "22222222-2222-4222-8222-222222222222";

    @TempDir
    private Path folder;

    @Test
    void run_events_areJudgedByTheRulesOfTheirDataStream() {
        CommandLine run = CommandLine.run("run", "--rules", file("rules"), "--events", file("events.ndjson"));
        assertThat(run.status()).isZero();
        assertThat(run.lines().subList(0, 4))
                .containsExactly(
                        "line 1  " + TOOL + "  A tool is started",
                        "line 5  " + TOOL + "  A tool is started",
                        "line 7  " + TOOL + "  A tool is started",
                        "lines 2, 1  " + DROPPED + "  A dropped file is started");
        assertThat(run.lastLine()).matches("4 matches of 2 rules; 2 rules judged 6 events \\(\\d+ ms\\)");
        assertThat(run.err()).isEqualTo("2 of 6 events name no data stream, so every rule judged them\n");
    }

    @Test
    void run_ignoringIndices_judgesEveryEventByEveryRule() {
        CommandLine run = CommandLine.run(
                "run",
                "--rules",
                file("rules"),
                "--events",
                file("events.ndjson"),
                "--ignore-index",
                "--format",
                "json");
        assertThat(run.status()).isZero();
        assertThat(run.lines().subList(0, 5))
                .containsExactly(
                        "{\"rule_id\":\"" + TOOL + "\",\"lines\":[1]}",
                        "{\"rule_id\":\"" + TOOL + "\",\"lines\":[4]}",
                        "{\"rule_id\":\"" + TOOL + "\",\"lines\":[5]}",
                        "{\"rule_id\":\"" + TOOL + "\",\"lines\":[7]}",
                        "{\"rule_id\":\"" + DROPPED + "\",\"lines\":[2,1]}");
        assertThat(run.lastLine())
                .startsWith(
                        "{\"summary\":{\"events\":6,\"rules\":2,\"rules_not_judged\":0,\"rules_matched\":2,\"matches\":5,");
        assertThat(run.err()).isEmpty();
    }

    /** A Kibana export: its list is attached to the rule that it names. */
    @Test
    void run_withExceptions_leavesOutWhatTheyDescribe() throws IOException {
        Path exceptions = folder.resolve("exceptions.ndjson");
        Files.writeString(
                exceptions,
                "{\"list_id\":\"l\",\"type\":\"detection\",\"name\":\"L\",\"rule_ids\":[\"" + TOOL + "\"]}\n"
                        + "{\"item_id\":\"i\",\"list_id\":\"l\",\"name\":\"n\",\"eql\":\"process.name : \\\"*\\\"\","
                        + "\"entries\":[]}\n");
        CommandLine run = CommandLine.run(
                "run",
                "--rules",
                file("rules"),
                "--events",
                file("events.ndjson"),
                "--exceptions",
                exceptions.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.lines().subList(0, 1)).containsExactly("lines 2, 1  " + DROPPED + "  A dropped file is started");
    }

    @Test
    void run_withExceptionsThatAreWrong_saysWhichAndWhy() throws IOException {
        Path exceptions = folder.resolve("exceptions.ndjson");
        Files.writeString(exceptions, "\n{\"item_id\":\"i\",\"list_id\":\"l\",\"entries\":[]}\n");
        CommandLine run = CommandLine.run(
                "run",
                "--rules",
                file("rules"),
                "--events",
                file("events.ndjson"),
                "--exceptions",
                exceptions.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("exceptions.ndjson:2: field [entries] is empty");
    }

    @Test
    void run_withWhatIsExpected_isWellOnlyWhenThatIsFound() {
        CommandLine same = CommandLine.run(
                "run", "--rules", file("rules"), "--events", file("events.ndjson"), "--expect", file("expected.json"));
        assertThat(same.status()).isZero();
        assertThat(same.lastLine()).contains("; 0 missing, 0 extra (");

        CommandLine more = CommandLine.run(
                "run",
                "--rules",
                file("rules/tool.toml"),
                "--events",
                file("events.ndjson"),
                "--expect",
                file("expected.json"),
                "--ignore-index");
        assertThat(more.status()).isEqualTo(1);
        assertThat(more.out())
                .contains(
                        "rule [" + TOOL + "]: missing [], extra [[4]]",
                        "rule [" + DROPPED + "]: missing [[2, 1]], extra []");
        assertThat(more.lastLine()).contains("; 1 missing, 1 extra (");
    }

    @Test
    void run_rulesThatCannotBeRun_areNamed_andTheRestIsJudged() {
        CommandLine run = CommandLine.run("run", "--rules", file("broken"), "--events", file("events.ndjson"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("not judged: " + file("broken/misspelt.toml") + ": unknown function [lenght]");
        assertThat(run.lastLine()).contains("1 rule judged 6 events");
    }

    @Test
    void run_sampleEventsWithoutATime_happenAtTheirOffset() {
        CommandLine run = CommandLine.run("run", "--rules", "rules", "--events", "rules/samples/events.ndjson");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("lines 94, 97  ab75c24b-2502-43a0-bf7c-e60e662c811e");
    }

    @Test
    void run_eventsFromStandardInput_areRead() throws IOException {
        byte[] events = Files.readAllBytes(Path.of(file("events.ndjson")));
        CommandLine run = CommandLine.runWith(events, "run", "--rules", file("rules"), "--events", "-");
        assertThat(run.lines()).hasSize(5);
    }

    @Test
    void run_aMalformedLine_isNamed() throws IOException {
        Path events = Files.writeString(folder.resolve("e.ndjson"), "{\"a\": 1}\n\n[1]\n");
        CommandLine run = CommandLine.run("run", "--rules", file("rules"), "--events", events.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("detect run: " + events + ":3: expected one JSON object and nothing after it\n");
    }

    @Test
    void run_anExpectationThatIsNone_isNamed() throws IOException {
        Path expected = Files.writeString(folder.resolve("x.json"), "{\"rules\": {\"a\": [\"1\"]}}");
        CommandLine run = CommandLine.run(
                "run", "--rules", file("rules"), "--events", file("events.ndjson"), "--expect", expected.toString());
        assertThat(run.err())
                .isEqualTo("detect run: " + expected + ": rule [a] expects [\"1\"], expected a line number\n");
    }
}
