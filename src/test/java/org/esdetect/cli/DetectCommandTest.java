package org.esdetect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectCommandTest {
    @Test
    void help_listsEveryCommand() {
        CommandLine help = CommandLine.run("help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("  lint  ", "  test  ", "  run  ", "  conformance  ", "  replay  ");
        assertThat(CommandLine.run("lint", "--help").out()).startsWith("usage: detect lint PATH...");
        assertThat(CommandLine.run().status()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lnt x               | detect: unknown command [lnt], did you mean [lint]?",
                "nonsense            | detect: unknown command [nonsense], try [detect help]",
                "lint                | detect lint: needs a file or folder of rules",
                "lint --fromat json x| detect lint: unknown option [--fromat], did you mean [--format]?",
                "lint --zzzzzzzz x   | detect lint: unknown option [--zzzzzzzz]",
                "lint x --format     | detect lint: option [--format] needs a value",
                "lint x --format=jso | detect lint: option [--format] is [jso], expected one of [text, json], did you mean [json]?",
                "run --rules x       | detect run: option [--events] is required",
                "run --events x      | detect run: option [--rules] is required",
                "run x               | detect run: unexpected argument [x]",
                "run --ignore-index=1| detect run: unknown option [--ignore-index=1], did you mean [--ignore-index]?",
                "test                | detect test: needs a file or folder of rules, or --rules and --triggers",
                "test --rules x      | detect test: option [--triggers] is required",
                "conformance         | detect conformance: needs a file of cases, *.toml or *.series-spec"
            })
    void aWrongCommandLine_isOneLineAndStatusTwo(String arguments, String message) {
        CommandLine run = CommandLine.run(arguments.strip().split("\\s+"));
        assertThat(run).isEqualTo(new CommandLine(2, "", message + "\n"));
    }
}
