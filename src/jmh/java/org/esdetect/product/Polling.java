package org.esdetect.product;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.elasticsearch.common.settings.Settings;
import org.esdetect.bench.BenchNode;
import org.esdetect.bench.EventFile;
import org.esdetect.bench.LoadIndex;
import org.esdetect.bench.LoadIndex.Bulks;
import org.esdetect.bench.LoadIndex.Mapping;
import org.esdetect.bench.RuleFolder;
import org.esdetect.bench.RuleFolder.EventRule;
import org.esdetect.es.query.FieldTypes;
import org.esdetect.es.query.IndexMapping;
import org.esdetect.es.query.QueryCompiler;

/**
 * Detection on the way in against detection by polling: each rule as one search over the last 9 minutes, every 5 minutes. The
 * same rules and the same events, once as recorded and once with many distinct values. Prints CPU time for each new event.
 *
 * <p>Polling is favoured: there are no events but those of the window, one shard, no second look at what a query found, no more
 * than its first 100 hits. Neither side writes alerts.
 */
public final class Polling {
    private static final int ROUNDS = Integer.getInteger("detect.bench.rounds", 5);
    private static final int COPIES = Integer.getInteger("detect.bench.copies", 4);
    private static final Duration WINDOW = Duration.ofMinutes(9);
    private static final double NEW_SHARE = 5.0 / 9;
    private static final Instant END = Instant.parse("2026-01-01T00:09:00Z");
    private static final String INDEX = "bench-window";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BenchNode node;
    private final EventFile file;
    private final boolean distinct;

    private Polling(BenchNode node, EventFile file, boolean distinct) {
        this.node = node;
        this.file = file;
        this.distinct = distinct;
    }

    public static void main(String[] arguments) throws Exception {
        EventFile file = EventFile.load();
        try (BenchNode node = BenchNode.start("polling")) {
            System.out.println(
                    "| events | in the window | a pass of all rules, node CPU | polling, a new event | inline, an event"
                            + " | ratio |");
            System.out.println("|---|---|---|---|---|---|");
            new Polling(node, file, false).run();
            new Polling(node, file, true).run();
        }
    }

    private void run() throws Exception {
        int events = file.size() * COPIES;
        LoadIndex load = new LoadIndex(node);
        load.create(INDEX, Mapping.LEAN);
        load.fill(INDEX, "_none", new Bulks(events, 500, this::text), 2);
        node.settle(INDEX);
        double[] seconds = passes(searches());
        double[] inline = inline(events);
        double polled = median(seconds) * 1e6 / (events * NEW_SHARE);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f s (%.2f–%.2f) | %.1f µs | %.2f µs (%.2f–%.2f) | %.0f |%n",
                distinct ? "with many distinct values" : "as recorded",
                events,
                median(seconds),
                seconds[0],
                seconds[seconds.length - 1],
                polled,
                median(inline) / 1000,
                inline[0] / 1000,
                inline[inline.length - 1] / 1000,
                polled / (median(inline) / 1000));
        load.delete(INDEX);
    }

    /** Event {@code i} of the window: times are spread evenly over it, values the same each time it is asked for. */
    private Map<String, Object> event(int i) {
        Map<String, Object> event = file.parse(i % file.size());
        long millis = WINDOW.toMillis() * i / (file.size() * (long) COPIES);
        event.put("@timestamp", END.minus(WINDOW).plusMillis(millis).toString());
        if (distinct) {
            new ManyDistinctValues(i).change(event);
        }
        return event;
    }

    private String text(int i) {
        try {
            return JSON.writeValueAsString(event(i));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A search body for each rule, with the query that a scheduled run of the rule would use. */
    private List<String> searches() throws IOException {
        JsonNode mapping =
                node.http().get("/" + INDEX + "/_mapping").expect(200).json().at("/" + INDEX + "/mappings");
        Settings settings =
                Settings.builder().put("index.mapping.ignore_malformed", true).build();
        FieldTypes types = FieldTypes.of(Map.of(
                INDEX,
                IndexMapping.of(JSON.convertValue(mapping, new TypeReference<Map<String, Object>>() {}), settings)));
        String window = "{\"range\":{\"@timestamp\":{\"gte\":\"" + END.minus(WINDOW) + "\",\"lt\":\"" + END + "\"}}}";
        List<String> searches = new ArrayList<>();
        for (EventRule rule : RuleFolder.eventRules()) {
            searches.add(
                    "{\"size\":100,\"track_total_hits\":false,\"sort\":[{\"@timestamp\":\"asc\"}],\"query\":{\"bool\":{"
                            + "\"filter\":[" + window + ","
                            + QueryCompiler.compile(rule.condition(), types).query() + "]}}}");
        }
        return searches;
    }

    /** Node CPU of each pass over all rules, in seconds, ascending; the first pass only warms up. */
    private double[] passes(List<String> searches) throws IOException {
        double[] seconds = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            long before = node.cpuMillis();
            for (String search : searches) {
                node.http()
                        .post("/" + INDEX + "/_search?request_cache=false&filter_path=hits.hits._id", search)
                        .expect(200);
            }
            if (round >= 0) {
                seconds[round] = (node.cpuMillis() - before) / 1000.0;
            }
        }
        Arrays.sort(seconds);
        return seconds;
    }

    private double[] inline(int events) throws Exception {
        InlineCost cost = new InlineCost();
        double[] nanos = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            double measured = cost.measure(events, this::event);
            if (round >= 0) {
                nanos[round] = measured;
            }
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
