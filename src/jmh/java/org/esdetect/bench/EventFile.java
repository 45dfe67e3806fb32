package org.esdetect.bench;

import com.fasterxml.jackson.core.type.TypeReference;
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
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The events to measure with: those of {@code -Ddetect.bench.events=FILE}, otherwise the samples that ship with the rules.
 * Kept as JSON, so that each use parses a map of its own, as an ingest pipeline does.
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
        int most = Integer.getInteger("detect.bench.limit", Integer.MAX_VALUE);
        List<Stored> events = new ArrayList<>();
        try (InputStream raw = Files.newInputStream(Path.of(file));
                InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && events.size() < most; line = lines.readLine()) {
                Map<String, Object> entry = JSON.readValue(line, MAP);
                Object event = entry.getOrDefault("event", entry);
                events.add(new Stored(String.valueOf(entry.get("data_stream")), JSON.writeValueAsBytes(event)));
            }
        }
        return new EventFile(events);
    }

    public int size() {
        return events.size();
    }

    public Stored stored(int i) {
        return events.get(i);
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
