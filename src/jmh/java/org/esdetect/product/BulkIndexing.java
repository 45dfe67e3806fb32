package org.esdetect.product;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.esdetect.bench.BenchNode;
import org.esdetect.bench.EventFile;
import org.esdetect.bench.LoadIndex;
import org.esdetect.bench.LoadIndex.Bulks;
import org.esdetect.bench.LoadIndex.Mapping;
import org.esdetect.bench.RuleFolder;
import org.esdetect.testing.Http;

/**
 * What detection adds to bulk indexing on the real distribution: the same bulk requests by two clients into a fresh index, in
 * turns without a pipeline, with one that does nothing, and with {@code detect} and all rules. Prints documents a second and
 * CPU time of the node's process a document, medians of the rounds; alerts, refresh, flush and merges are in it, the JVM's
 * compilers are told apart. {@code
 * -Ddetect.bench.unmatched=true} leaves out the events that some rule matches, and so the alerts; {@code
 * -Ddetect.bench.matched=40} takes only those, so many times, and so shows what an alert costs.
 */
public final class BulkIndexing {
    private static final int ROUNDS = Integer.getInteger("detect.bench.rounds", 10);
    private static final int WARM_UP_ROUNDS = Integer.getInteger("detect.bench.warmup.rounds", 4);
    /** So many of each match. */
    private static final int WARM_UP_ALERTS = Integer.getInteger("detect.bench.warmup.alerts", 40);

    private static final List<Mapping> MAPPINGS = Arrays.stream(
                    System.getProperty("detect.bench.mappings", "LEAN,ECS_WIDE").split(","))
            .map(Mapping::valueOf)
            .toList();

    private static final int CLIENTS = 2;
    private static final int EVENTS_PER_BULK = 500;
    private static final String INDEX = "bench-events";

    /** What a document passes on its way into the index. */
    private enum Way {
        NO_PIPELINE("_none", "no pipeline"),
        EMPTY("bench-empty", "pipeline without processors"),
        DETECT("bench-detect", "pipeline with detect");

        private final String pipeline;
        private final String title;

        Way(String pipeline, String title) {
            this.pipeline = pipeline;
            this.title = title;
        }
    }

    /** One fill of the index. */
    private record Figures(double documentsPerSecond, double cpuMicros, double compilerMicros) {}

    private BulkIndexing() {}

    public static void main(String[] arguments) throws Exception {
        EventFile events = chosen(EventFile.load());
        Bulks bulks = new Bulks(events.size(), EVENTS_PER_BULK, events::text);
        try (BenchNode node = BenchNode.start("bulk")) {
            Http http = node.http();
            http.put("/_ingest/pipeline/bench-empty", "{\"processors\":[]}").expect(200);
            http.put("/_ingest/pipeline/bench-detect", "{\"processors\":[{\"detect\":{}}]}")
                    .expect(200);
            warmUpAlerts(node);
            for (Mapping mapping : MAPPINGS) {
                print(mapping, events.size(), measure(node, mapping, bulks));
            }
            System.out.println("inline: " + http.get("/_detect/_stats").body());
        }
    }

    private static EventFile chosen(EventFile all) throws IOException {
        int times = Integer.getInteger("detect.bench.matched", 0);
        if (times > 0) {
            return all.matchesOf(RuleFolder.eventRules(), times);
        }
        return Boolean.getBoolean("detect.bench.unmatched") ? all.withoutMatchesOf(RuleFolder.eventRules()) : all;
    }

    /** As after an hour of service: in the rounds alerts are so few that they would be measured before they are compiled. */
    private static void warmUpAlerts(BenchNode node) throws Exception {
        EventFile matches = EventFile.load().matchesOf(RuleFolder.eventRules(), WARM_UP_ALERTS);
        fill(node, Mapping.LEAN, Way.DETECT, new Bulks(matches.size(), EVENTS_PER_BULK, matches::text));
    }

    private static Map<Way, List<Figures>> measure(BenchNode node, Mapping mapping, Bulks bulks) throws Exception {
        Map<Way, List<Figures>> measured = new EnumMap<>(Way.class);
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            for (Way way : Way.values()) {
                Figures figures = fill(node, mapping, way, bulks);
                if (round >= 0) {
                    measured.computeIfAbsent(way, unseen -> new ArrayList<>()).add(figures);
                }
                System.out.printf(
                        Locale.ROOT,
                        "%s, round %d, %s: %.0f documents/s, %.1f µs CPU and %.1f µs compiling%n",
                        mapping,
                        round,
                        way.title,
                        figures.documentsPerSecond(),
                        figures.cpuMicros(),
                        figures.compilerMicros());
            }
        }
        return measured;
    }

    private static Figures fill(BenchNode node, Mapping mapping, Way way, Bulks bulks) throws Exception {
        LoadIndex load = new LoadIndex(node);
        int documents = bulks.events();
        load.create(INDEX, mapping);
        long compilers = node.compilerMillis();
        long cpu = node.cpuMillis();
        long nanos = load.fill(INDEX, way.pipeline, bulks, CLIENTS);
        node.settle(INDEX);
        long compiling = node.compilerMillis() - compilers;
        long used = node.cpuMillis() - cpu - compiling;
        requireAll(node, documents);
        load.delete(INDEX);
        return new Figures(documents / (nanos / 1e9), used * 1000.0 / documents, compiling * 1000.0 / documents);
    }

    private static void requireAll(BenchNode node, int documents) throws IOException {
        int found = node.http()
                .get("/" + INDEX + "/_count")
                .expect(200)
                .json()
                .path("count")
                .asInt();
        if (found != documents) {
            throw new IllegalStateException("expected [" + documents + "] documents, found [" + found + "]");
        }
    }

    private static void print(Mapping mapping, int documents, Map<Way, List<Figures>> measured) {
        System.out.printf(
                "%n%s, %d documents a round, %d rounds, median (least to most)%n", mapping, documents, ROUNDS);
        System.out.println("| way | documents/s | node CPU a document | against the empty pipeline |");
        System.out.println("|---|---|---|---|");
        double empty = median(cpu(measured.get(Way.EMPTY)));
        measured.forEach((way, figures) -> {
            double[] rate = figures.stream()
                    .mapToDouble(Figures::documentsPerSecond)
                    .sorted()
                    .toArray();
            double[] cpu = cpu(figures);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f (%.0f–%.0f) | %.1f µs (%.1f–%.1f) | %.3f |%n",
                    way.title,
                    median(rate),
                    rate[0],
                    rate[rate.length - 1],
                    median(cpu),
                    cpu[0],
                    cpu[cpu.length - 1],
                    median(cpu) / empty);
        });
        System.out.printf(
                Locale.ROOT,
                "detect against the empty pipeline, median of the ratios of each round: %.3f%n%n",
                medianOfRatios(measured.get(Way.DETECT), measured.get(Way.EMPTY)));
    }

    /** Neighbours in time share the load of the machine, so their ratio is steadier than the ratio of medians. */
    private static double medianOfRatios(List<Figures> above, List<Figures> below) {
        double[] ratios = new double[above.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = above.get(i).cpuMicros() / below.get(i).cpuMicros();
        }
        Arrays.sort(ratios);
        return median(ratios);
    }

    private static double[] cpu(List<Figures> figures) {
        return figures.stream().mapToDouble(Figures::cpuMicros).sorted().toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
