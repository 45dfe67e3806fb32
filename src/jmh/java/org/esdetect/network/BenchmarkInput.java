package org.esdetect.network;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.esdetect.condition.Condition;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.eql.lower.Plan;
import org.esdetect.rule.TomlRules;

/**
 * The single-event rules of a folder of TOML files and the events of a file, a line each, bare or as {@code event} beside
 * {@code data_stream}: {@code -Ddetect.bench.rules=FOLDER -Ddetect.bench.events=FILE[.gz]}; without, what ships.
 */
final class BenchmarkInput {
    private static final Path RULES = Path.of(System.getProperty("detect.bench.rules", "rules"));
    private static final Path EVENTS = Path.of(System.getProperty("detect.bench.events", "rules/samples/events.ndjson"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private BenchmarkInput() {}

    /** @param most so many, drawn at random with a fixed seed, or {@code all} */
    static List<Condition> conditions(String most) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(RULES)) {
            files = all.filter(file -> file.toString().endsWith(".toml")).sorted().toList();
        }
        List<Condition> conditions = new ArrayList<>();
        for (Path file : files) {
            TomlRules.read(file.toString(), Files.readString(file))
                    .rule()
                    .flatMap(rule -> RuleCompiler.compile(rule).plan())
                    .ifPresent(plan -> {
                        if (plan instanceof Plan.OfEvent ofEvent) {
                            conditions.add(ofEvent.condition());
                        }
                    });
        }
        Collections.shuffle(conditions, new Random(1));
        return most.equals("all")
                ? conditions
                : List.copyOf(conditions.subList(0, Math.min(conditions.size(), Integer.parseInt(most))));
    }

    /** The JSON of each event. */
    static List<byte[]> events() throws IOException {
        List<byte[]> events = new ArrayList<>();
        try (InputStream file = Files.newInputStream(EVENTS);
                InputStream plain = EVENTS.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = JSON.readTree(line);
                events.add(JSON.writeValueAsBytes(node.has("data_stream") && node.path("event").isObject() && node.path("data_stream").isTextual() ? node.path("event") : node));
            }
        }
        return events;
    }

    /** As an ingest pipeline hands it over: maps that nobody has looked at. */
    static Map<String, Object> parse(byte[] event) {
        try {
            return JSON.readValue(event, new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalStateException("an event is not JSON", e);
        }
    }
}
