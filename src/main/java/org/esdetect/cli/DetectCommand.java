package org.esdetect.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.esdetect.text.Spelling;

/** The command {@code detect}: picks the subcommand and turns trouble into one line and an exit code. */
public final class DetectCommand {
    /** All is well. */
    static final int OK = 0;

    /** The command ran and found something wrong. */
    static final int FAILED = 1;

    /** The command line cannot be understood. */
    static final int USAGE = 2;

    private static final List<Subcommand> SUBCOMMANDS = List.of(
            new LintCommand(),
            new TestCommand(),
            new RunCommand(),
            new ExplainCommand(),
            new ConformanceCommand(),
            new AwaitCommand(),
            new ReplayCommand());

    private static final int BUFFER = 1 << 16;

    private DetectCommand() {}

    public static void main(String[] arguments) {
        // Rules and events are UTF-8, whatever the terminal's locale; results may be many, so they go out in blocks.
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
                false,
                StandardCharsets.UTF_8);
        int status = run(List.of(arguments), System.in, out, System.err);
        out.flush();
        System.exit(status);
    }

    /** Runs a command line; the exit code: 0 all is well, 1 something was found wrong, 2 the command line is wrong. */
    public static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) {
        if (arguments.isEmpty()
                || arguments.get(0).equals("--help")
                || arguments.get(0).equals("-h")
                || arguments.get(0).equals("help")) {
            out.println("usage: detect COMMAND [OPTIONS]");
            SUBCOMMANDS.forEach(command -> out.printf("  %-12s %s%n", command.name(), command.summary()));
            return arguments.isEmpty() ? USAGE : OK;
        }
        for (Subcommand command : SUBCOMMANDS) {
            if (command.name().equals(arguments.get(0))) {
                return run(command, arguments.subList(1, arguments.size()), new Terminal(in, out, err));
            }
        }
        List<String> names = SUBCOMMANDS.stream().map(Subcommand::name).toList();
        String hint = Spelling.suggestion(arguments.get(0), names);
        err.println(
                "detect: unknown command [" + arguments.get(0) + "]" + (hint.isEmpty() ? ", try [detect help]" : hint));
        return USAGE;
    }

    private static int run(Subcommand command, List<String> arguments, Terminal terminal) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            terminal.out().println("usage: detect " + command.name() + " " + command.summary());
            return OK;
        }
        try {
            return command.run(arguments, terminal);
        } catch (UsageException e) {
            terminal.err().println("detect " + command.name() + ": " + e.getMessage());
            return USAGE;
        } catch (UncheckedIOException e) {
            // A folder that cannot be listed to its end.
            terminal.err().println("detect " + command.name() + ": " + e.getMessage());
            return FAILED;
        } catch (IOException e) {
            terminal.err().println("detect " + command.name() + ": " + e.getMessage());
            return FAILED;
        }
    }
}
