package org.esdetect.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;

/**
 * A node of the real distribution with the plugin and the rules to measure with, on this machine only. Nothing is scheduled:
 * what the node does, it does for the benchmark.
 */
public final class BenchNode implements AutoCloseable {
    /** For two clients and one index; {@code -Ddetect.bench.heap=4g} for another. */
    private static final String HEAP = System.getProperty("detect.bench.heap", "2g");

    /** {@code -Ddetect.bench.jfr=FILE} leaves a recording of the node's life there, for {@code jfr print}. */
    private static final String RECORDING = Optional.ofNullable(System.getProperty("detect.bench.jfr"))
            .map(file -> "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file + "\n")
            .orElse("");

    private final RealNode node;
    private final Path folder;

    private BenchNode(RealNode node, Path folder) {
        this.node = node;
        this.folder = folder;
    }

    /** Starts it and waits until all rules are loaded. */
    public static BenchNode start(String name) throws IOException {
        Path folder = Files.createTempDirectory("detect-bench-");
        System.setProperty("detect.plugin.zip", BenchZip.make(folder).toString());
        RealNode node = RealNode.install(name, Map.of("detect.schedule.enabled", "false", "detect.inline.max_signals", "-1"));
        BenchNode started = new BenchNode(node, folder);
        try {
            Files.writeString(
                    node.home().resolve("config/jvm.options.d/bench.options"),
                    "-Xms" + HEAP + "\n-Xmx" + HEAP + "\n" + RECORDING);
            node.start().awaitStatus("green");
            int rules = RuleFolder.rules().size();
            started.http()
                    .await(
                            "/_detect/rules",
                            answer -> answer.json().path("total").asInt() == rules);
            System.out.printf("node with %d rules, heap %s%n", rules, HEAP);
            return started;
        } catch (IOException | RuntimeException | AssertionError failure) {
            System.err.println(node.log());
            started.close();
            throw failure;
        }
    }

    public Http http() {
        return node.http();
    }

    /** CPU time that the node has used so far, of all its threads. */
    public long cpuMillis() throws IOException {
        JsonNode stats = http().get("/_nodes/stats/process").expect(200).json();
        return stats.path("nodes")
                .elements()
                .next()
                .at("/process/cpu/total_in_millis")
                .asLong();
    }

    /** Of {@link #cpuMillis}, what the JVM's compilers have used. */
    public long compilerMillis() throws IOException {
        long millis = 0;
        for (long process : node.processIds()) {
            millis += CompilerTime.millis(process);
        }
        return millis;
    }

    /** Makes everything in {@code index} searchable, and waits until the node has nothing left to do for it. */
    public void settle(String index) throws IOException, InterruptedException {
        http().post("/" + index + "/_refresh", "").expect(200);
        http().post("/" + index + "/_flush", "").expect(200);
        do {
            // Longer than alerts wait to be written together.
            TimeUnit.MILLISECONDS.sleep(300);
        } while (http().get("/" + index + "/_stats/merge")
                        .expect(200)
                        .json()
                        .at("/_all/total/merges/current")
                        .asInt()
                > 0);
    }

    @Override
    public void close() throws IOException {
        node.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
