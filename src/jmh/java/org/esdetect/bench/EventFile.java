package org.esdetect.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.esdetect.bench.RuleFolder.EventRule;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.event.MapEvent;

/**
 * The events to measure with: those of {@code -Ddetect.bench.events=FILE}, otherwise the samples that ship with the rules.
 * {@code -Ddetect.bench.every=10} takes a tenth of them, evenly. Kept as JSON, so that each use parses a map of its own, as an ingest pipeline does.
 */
public final class EventFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final List<Stored> events;

    private EventFile(List<Stored> events) {
        this.events = events;
    }

    /** One event as it stands in the file, with the data stream that it belongs to. */
    public record Stored(String dataStream, byte[] json) {}

    public static EventFile load() throws IOException {
        String file = System.getProperty("detect.bench.events", "rules/samples/events.ndjson");
        int every = Integer.getInteger("detect.bench.every", 1);
        long lineNumber = 0;
        List<Stored> events = new ArrayList<>();
        try (BufferedReader lines = open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (lineNumber++ % every != 0) {
                    continue;
                }
                Map<String, Object> entry = JSON.readValue(line, MAP);
                // Events of ECS have objects of both names.
                Object event = entry.get("data_stream") instanceof String ? entry.get("event") : entry;
                events.add(new Stored(String.valueOf(entry.get("data_stream")), JSON.writeValueAsBytes(event)));
            }
        }
        return new EventFile(events);
    }

    /**
     * Events that trigger rules, or nearly do, of {@code -Ddetect.bench.triggers=FILE}: a line holds lists of events in
     * {@code docs} and in each of {@code negatives}. Too strange a mix to time anything with, but right to compare answers.
     */
    public static Optional<EventFile> triggers() throws IOException {
        String file = System.getProperty("detect.bench.triggers");
        if (file == null) {
            return Optional.empty();
        }
        List<Stored> events = new ArrayList<>();
        try (BufferedReader lines = open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                addObjects(JSON.readTree(line).path("docs"), events);
                for (JsonNode negative : JSON.readTree(line).path("negatives")) {
                    addObjects(negative.path("docs"), events);
                }
            }
        }
        return Optional.of(new EventFile(events));
    }

    private static void addObjects(JsonNode lists, List<Stored> events) throws IOException {
        for (JsonNode each : lists) {
            if (each.isArray()) {
                addObjects(each, events);
            } else {
                events.add(new Stored("triggers", JSON.writeValueAsBytes(each)));
            }
        }
    }

    private static BufferedReader open(String file) throws IOException {
        InputStream raw = Files.newInputStream(Path.of(file));
        InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }

    /** Those of these events that no rule of {@code rules} matches. */
    public EventFile withoutMatchesOf(List<EventRule> rules) {
        return new EventFile(matchedOrNot(rules).get(false));
    }

    /** Those of these events that some rule of {@code rules} matches, all of them so many times. */
    public EventFile matchesOf(List<EventRule> rules, int times) {
        return new EventFile(Collections.nCopies(times, matchedOrNot(rules).get(true)).stream()
                .flatMap(List::stream)
                .toList());
    }

    private Map<Boolean, List<Stored>> matchedOrNot(List<EventRule> rules) {
        List<CompiledCondition> conditions = rules.stream()
                .map(rule -> CompiledCondition.compile(rule.condition()))
                .toList();
        return IntStream.range(0, events.size()).boxed().collect(Collectors.partitioningBy(i -> {
            MapEvent event = new MapEvent(parse(i));
            return conditions.stream().anyMatch(condition -> condition.matches(event));
        }, Collectors.mapping(events::get, Collectors.toList())));
    }

    public int size() {
        return events.size();
    }

    public Stored stored(int i) {
        return events.get(i);
    }

    /** Event {@code i} as text. */
    public String text(int i) {
        return new String(events.get(i).json(), StandardCharsets.UTF_8);
    }

    /** A freshly parsed map of event {@code i}. */
    public Map<String, Object> parse(int i) {
        try {
            return JSON.readValue(events.get(i).json(), MAP);
        } catch (IOException e) {
            throw new UncheckedIOException("event " + i, e);
        }
    }
}
