package org.esdetect.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code detect await}: waits until a cluster is green; gives up when the server's process has ended. */
final class AwaitCommand implements Subcommand {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "await";
    }

    @Override
    public String summary() {
        return "--url URL [--process PID]: wait until the cluster is green";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Options options = Options.parse(arguments, Set.of("url", "process"), Set.of());
        Cluster cluster = new Cluster(options.required("url"));
        Optional<ProcessHandle> process = options.value("process").flatMap(AwaitCommand::process);
        Instant start = Instant.now();
        int shown = 0;
        while (Duration.between(start, Instant.now()).compareTo(PATIENCE) < 0) {
            if (options.value("process").isPresent()
                    && process.filter(ProcessHandle::isAlive).isEmpty()) {
                throw new IOException("the server's process [" + options.required("process") + "] has ended");
            }
            try {
                cluster.get("/_cluster/health?wait_for_status=green&timeout=1s");
                terminal.err()
                        .println("    green after "
                                + Duration.between(start, Instant.now()).toSeconds() + " s");
                return DetectCommand.OK;
            } catch (IOException notYet) {
                int seconds = (int) Duration.between(start, Instant.now()).toSeconds();
                if (seconds / 10 > shown) {
                    shown = seconds / 10;
                    terminal.err().println("    waiting for green: " + seconds + " s");
                }
                ReplayCommand.pause();
            }
        }
        throw new IOException("not green after " + PATIENCE.toSeconds() + " s");
    }

    private static Optional<ProcessHandle> process(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid));
        } catch (NumberFormatException e) {
            throw new UsageException("option [--process] needs a process id, found [" + pid + "]");
        }
    }
}
