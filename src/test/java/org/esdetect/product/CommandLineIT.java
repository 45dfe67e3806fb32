package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.esdetect.cli.CommandLine;
import org.esdetect.testing.RealNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line over a real index: whatever way the index holds events, the verdicts are those of memory. */
class CommandLineIT {
    private static final String CASES = "src/test/resources/cli/";

    private static RealNode node;
    private static String url;

    @BeforeAll
    static void startNode() throws IOException {
        node = RealNode.install("command-line", Map.of());
        node.start().awaitStatus("green");
        url = node.url();
        node.http().awaitBundledRules();
    }

    @AfterAll
    static void stopNode() throws IOException {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "keyword", "text"})
    void run_overAnIndex_findsWhatMemoryFinds(String mapping) throws IOException {
        String[] run = {"run", "--rules", "rules", "--events", "rules/samples/events.ndjson", "--ignore-index"};
        CommandLine inMemory = CommandLine.run(run);
        CommandLine overIndex = overIndex(mapping, run);
        assertThat(overIndex.status()).as(overIndex.err()).isZero();
        assertThat(matches(inMemory)).isNotEmpty();
        assertThat(matches(overIndex)).containsExactlyInAnyOrderElementsOf(matches(inMemory));
    }

    @Test
    void test_overAnIndex_passesTheCasesBesideTheRules() {
        CommandLine tests = overIndex("text", "test", "rules");
        assertThat(tests.status()).as(tests.out() + tests.err()).isZero();
        assertThat(tests.out()).contains(" passed, 0 failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyword", "text"})
    void conformance_overAnIndex_givesWhatMemoryGives(String mapping) throws IOException {
        String[] command = {"conformance", "--data", CASES + "events.json", CASES + "queries.toml"};
        assertThat(verdicts(overIndex(mapping, command))).isEqualTo(verdicts(CommandLine.run(command)));
    }

    @Test
    void overAnIndex_leavesNothingBehind() throws IOException {
        overIndex("ecs", "test", "rules/command_and_control_common_webservices.toml");
        assertThat(node.http()
                        .get("/_cat/indices/detect-scratch-*?expand_wildcards=all")
                        .body())
                .isEmpty();
    }

    private static CommandLine overIndex(String mapping, String... command) {
        List<String> arguments = new ArrayList<>(Arrays.asList(command));
        arguments.addAll(List.of("--url", url, "--mapping", mapping));
        return CommandLine.run(arguments.toArray(String[]::new));
    }

    /** Without the reasons, for which each side has its own words. */
    private static List<String> verdicts(CommandLine conformance) {
        return conformance.out().lines().filter(line -> !line.startsWith(" ")).toList();
    }

    private static List<String> matches(CommandLine run) {
        return run.out().lines().filter(line -> line.startsWith("line")).toList();
    }
}
