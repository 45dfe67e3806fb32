package org.esdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esdetect.cli.CommandLine.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    @TempDir
    private Path folder;

    @Test
    void explain_anEventRule_tellsOfEachEvent() throws IOException {
        Path events = Files.writeString(
                folder.resolve("e.ndjson"),
                "\n{\"event\":{\"category\":\"process\"},\"process\":{\"name\":\"fool.exe\"}}\n"
                        + "{\"event\":{\"category\":\"process\"},\"process\":{\"name\":\"tool.exe\"}}\n");
        CommandLine explain = explain("rules/tool.toml", events);
        assertThat(explain.status()).isZero();
        assertThat(explain.lines())
                .containsSequence(
                        "A tool is started, line 2",
                        "✗ no match, because of 1:15",
                        "✓ 1:1  process where: event.category is [\"process\"]")
                .contains("  ✗ 1:15  process.name : \"tool.exe\": process.name is [\"fool.exe\"]")
                .containsSequence("A tool is started, line 3", "✓ match");
        assertThat(explain.lastLine()).isEqualTo("1 match in 2 events");
    }

    @Test
    void explain_aSequence_tellsOfAllEventsTogether_byTheirLines() {
        CommandLine explain = explain("rules/dropped.toml", Path.of(file("events.ndjson")));
        assertThat(explain.lines()).contains("A dropped file is started", "✓ 1 sequence");
        assertThat(explain.out()).contains("  ✓ line 2, line 1, joined by [\"h\", ");
        assertThat(explain.lastLine()).isEqualTo("1 match in 6 events");
    }

    @Test
    void explain_oneEventOfASequence_tellsWhatItIsToEachStep() throws IOException {
        Path event = Files.writeString(
                folder.resolve("e.json"),
                "{\n  \"@timestamp\": 1,\n  \"event\": {\"category\": \"file\"},\n  \"file\": {\"extension\": \"exe\"}\n}\n");
        CommandLine explain = explain("rules/dropped.toml", event);
        assertThat(explain.out()).contains("✗ no sequence", "joined by: host.id is missing");
        assertThat(explain.lastLine()).isEqualTo("0 matches in 1 event");
    }

    @Test
    void explain_inJson_isAnObjectAnEvent() throws IOException {
        CommandLine explain = CommandLine.runWith(
                "{\"event\":{\"category\":\"file\"}}".getBytes(StandardCharsets.UTF_8),
                "explain",
                "--rule",
                file("rules"),
                "--rule-id",
                "11111111-1111-4111-8111-111111111111",
                "--event",
                "-",
                "--format",
                "json");
        JsonNode first = new ObjectMapper().readTree(explain.lines().get(0));
        assertThat(first.path("rule_id").asText()).isEqualTo("11111111-1111-4111-8111-111111111111");
        assertThat(first.path("line").asInt()).isEqualTo(1);
        assertThat(first.path("matched").asBoolean(true)).isFalse();
        assertThat(first.path("explanation").path("decided_by")).isNotEmpty();
        assertThat(explain.lastLine()).isEqualTo("{\"summary\":{\"events\":1,\"matches\":0}}");
    }

    @Test
    void explain_aChoiceThatIsNone_isNamed() throws IOException {
        Path events = Path.of(file("events.ndjson"));
        assertThat(explain("rules", events).err())
                .isEqualTo("detect explain: [" + file("rules")
                        + "] holds [2] rules that can be explained, expected one; choose by --rule-id\n");
        assertThat(explain("broken/sample.toml", events).err())
                .contains("not judged: ", "holds [0] rules that can be explained, expected one\n");
        Path nothing = Files.writeString(folder.resolve("none.ndjson"), "\n");
        assertThat(explain("rules/tool.toml", nothing).err())
                .isEqualTo("detect explain: no event in [" + nothing
                        + "]: expected a JSON object a line, or one object\n");
        assertThat(CommandLine.run("explain", "--rule", file("rules"), "--rule-id", "x", "--event", events.toString())
                        .err())
                .isEqualTo("detect explain: no rule [x] in [" + file("rules") + "] that can be explained\n");
    }

    private static CommandLine explain(String rule, Path events) {
        return CommandLine.run("explain", "--rule", file(rule), "--event", events.toString());
    }
}
