package org.esdetect.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs the command as a terminal would, and keeps what it says. */
public record CommandLine(int status, String out, String err) {
    static final Path CASES = Path.of("src/test/resources/cli");

    /** Runs {@code detect} with {@code arguments} and nothing on standard input. */
    public static CommandLine run(String... arguments) {
        return runWith(new byte[0], arguments);
    }

    static CommandLine runWith(byte[] input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = DetectCommand.run(
                List.of(arguments),
                new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new CommandLine(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return out.lines().toList();
    }

    /** The summary, of people or of programs. */
    String lastLine() {
        List<String> lines = lines();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** The name of a file of the test cases. */
    static String file(String name) {
        return CASES.resolve(name).toString();
    }
}
