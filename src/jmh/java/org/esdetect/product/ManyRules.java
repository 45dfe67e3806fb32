package org.esdetect.product;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.esdetect.bench.BenchNode;
import org.esdetect.bench.LoadIndex;
import org.esdetect.bench.RuleFolder;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.eql.lower.Plan;
import org.esdetect.rule.ReadRule;
import org.esdetect.rule.TomlRules;
import org.esdetect.testing.TestEvents;

/**
 * What a thousand scheduled rules cost a node: copies of the sequence rules of {@code -Ddetect.bench.rules=FOLDER}, else of those
 * that ship, with ids of their own, each run once a minute. Without the schedule, then with nothing new, then while events arrive.
 */
public final class ManyRules {
    private static final int RULES = Integer.getInteger("detect.bench.count", 1_000);
    private static final int SECONDS = Integer.getInteger("detect.bench.seconds", 120);
    private static final int EVENTS_PER_SECOND = Integer.getInteger("detect.bench.events.per.second", 100);
    private static final String INDEX = "bench-many";

    private final BenchNode node;
    private int events;

    private ManyRules(BenchNode node) {
        this.node = node;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("detect-rules-");
        copyRules(folder);
        System.setProperty("detect.bench.rules", folder.toString());
        try (BenchNode node = BenchNode.start("many")) {
            new ManyRules(node).run();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void copyRules(Path folder) throws IOException {
        List<String> sequences = new ArrayList<>();
        List<Path> files = RuleFolder.files();
        if (files.isEmpty()) {
            try (Stream<Path> bundled = Files.list(Path.of("rules"))) {
                files = bundled.filter(file -> file.toString().endsWith(".toml")).toList();
            }
        }
        for (Path file : files) {
            String text = Files.readString(file);
            ReadRule read = TomlRules.read(file.toString(), text);
            if (read.rule().isPresent()
                    && RuleCompiler.compile(read.rule().get()).plan().orElse(null) instanceof Plan.OfSequence) {
                sequences.add(text);
            }
        }
        for (int i = 0; i < RULES; i++) {
            String id = String.format(Locale.ROOT, "copy-%04d", i);
            Files.writeString(
                    folder.resolve(id + ".toml"),
                    sequences.get(i % sequences.size())
                            .replaceFirst("(?m)^rule_id *=.*$", "rule_id = \"" + id + "\""));
        }
        System.out.printf("%d copies of %d sequence rules%n", RULES, sequences.size());
    }

    private void run() throws Exception {
        LoadIndex load = new LoadIndex(node);
        load.create(INDEX, LoadIndex.Mapping.LEAN);
        send(EVENTS_PER_SECOND);
        System.out.println(
                "| | CPU of the node, of one core | ticks | a tick | the longest so far | runs | late | searches | cursor sets | changes of the cluster state a minute |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        measure("schedule off", 0);
        settings("{\"persistent\":{\"detect.schedule.enabled\":true,\"detect.schedule.max_interval\":\"60s\"}}");
        // Until each rule has looked back and settled.
        while (stats().at("/runs").path("idle").asLong() + stats().at("/runs").path("success").asLong() < 3L * RULES) {
            TimeUnit.SECONDS.sleep(2);
        }
        measure("nothing new", 0);
        measure(EVENTS_PER_SECOND + " events a second", EVENTS_PER_SECOND);
        System.out.println(node.http().get("/_detect/_stats?filter_path=nodes.*.schedule").body());
        settings("{\"persistent\":{\"detect.schedule.enabled\":false}}");
        load.delete(INDEX);
    }

    private void measure(String name, int eventsPerSecond) throws Exception {
        JsonNode before = stats();
        long cpu = node.cpuMillis();
        long version = stateVersion();
        long start = System.nanoTime();
        for (int second = 0; second < SECONDS; second++) {
            if (eventsPerSecond > 0) {
                send(eventsPerSecond);
            }
            long next = start + TimeUnit.SECONDS.toNanos(second + 1);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        JsonNode after = stats();
        long ticks = grown(before, after, "ticks");
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f %% | %d | %.0f ms | %d ms | %d | %d | %d | %d | %.1f |%n",
                name,
                (node.cpuMillis() - cpu) / seconds / 10,
                ticks,
                ticks == 0 ? 0.0 : (double) grown(before, after, "tick_time_ms") / ticks,
                after.path("longest_tick_ms").asLong(),
                runs(after) - runs(before),
                grown(before, after, "late_runs"),
                grown(before, after, "searches"),
                after.path("cursor_sets").asLong(),
                (stateVersion() - version) * 60 / seconds);
    }

    private void send(int count) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++, events++) {
            lines.append("{\"create\":{}}\n")
                    .append(TestEvents.ordinaryProcess("e" + events, Instant.now()))
                    .append('\n');
        }
        node.http().bulk("/" + INDEX + "/_bulk", lines.toString()).expect(200);
    }

    private void settings(String body) throws IOException {
        node.http().put("/_cluster/settings", body).expect(200);
    }

    private JsonNode stats() throws IOException {
        return node.http()
                .get("/_detect/_stats")
                .expect(200)
                .json()
                .path("nodes")
                .elements()
                .next()
                .path("schedule");
    }

    private static long grown(JsonNode before, JsonNode after, String name) {
        return after.path(name).asLong() - before.path(name).asLong();
    }

    private static long runs(JsonNode stats) {
        long sum = 0;
        for (JsonNode outcome : stats.path("runs")) {
            sum += outcome.asLong();
        }
        return sum;
    }

    private long stateVersion() throws IOException {
        return node.http()
                .get("/_cluster/state/version?filter_path=version")
                .expect(200)
                .json()
                .path("version")
                .asLong();
    }
}
