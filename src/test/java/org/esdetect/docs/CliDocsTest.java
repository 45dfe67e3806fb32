package org.esdetect.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.esdetect.cli.CommandLine;
import org.esdetect.docs.Snippets.Snippet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every {@code detect} command of the documentation is run from the project's folder. The block that follows it is what
 * it prints; there {@code ...} stands for any lines, and times differ.
 */
class CliDocsTest {
    @TestFactory
    Stream<DynamicTest> commands_doWhatIsPrintedBelowThem() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        List<Snippet> all = Snippets.read().all();
        for (int i = 0; i < all.size(); i++) {
            Snippet snippet = all.get(i);
            List<String> commands = new Snippets(List.of(snippet)).commands("detect");
            if (commands.isEmpty()) {
                continue;
            }
            assertThat(commands).as("one command a block, in %s", snippet).hasSize(1);
            Snippet printed = all.get(i + 1);
            tests.add(DynamicTest.dynamicTest(commands.get(0), () -> assertPrints(commands.get(0), printed)));
        }
        return tests.stream();
    }

    @Test
    void everyCommand_hasAnExample() throws IOException {
        String help = CommandLine.run("help").out();
        List<String> shown = Snippets.read().commands("detect");
        List<String> commands =
                help.lines().skip(1).map(line -> line.strip().split(" ")[0]).toList();
        assertThat(commands).hasSizeGreaterThan(4);
        assertThat(commands)
                // These two talk to a cluster and belong to the quick start.
                .filteredOn(command -> !List.of("await", "replay").contains(command))
                .allMatch(command -> shown.stream().anyMatch(line -> line.startsWith("detect " + command + " ")));
    }

    private static void assertPrints(String command, Snippet printed) {
        String[] words = command.substring("detect ".length()).split(" ");
        CommandLine run = CommandLine.run(words);
        assertThat(run.status()).as(run.err()).isNotEqualTo(2);
        List<String> parts = List.of(timeless(printed.text()).split("(?m)^\\.\\.\\.$\\n?", -1));
        String out = timeless(run.out());
        assertThat(out).startsWith(parts.get(0)).endsWith(parts.get(parts.size() - 1));
        if (parts.size() == 1) {
            assertThat(out).isEqualTo(parts.get(0));
        }
    }

    private static String timeless(String text) {
        return text.replaceAll("\\d+ ms\\)", "N ms)").replaceAll("\"elapsed_ms\":\\d+", "\"elapsed_ms\":N");
    }
}
