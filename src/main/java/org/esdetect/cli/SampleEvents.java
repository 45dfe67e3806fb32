package org.esdetect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Recorded events to send again as if they happened now: a JSON object a line, {@code {"data_stream": NAME,
 * "offset_ms": MILLIS, "event": {...}}}. The event has no time of its own; it happened {@code offset_ms} from now,
 * negative for the past.
 */
record SampleEvents(List<Sample> samples) {
    private static final ObjectMapper JSON = new ObjectMapper();

    record Sample(String dataStream, long offsetMillis, ObjectNode event) {

        /** The event's own id. */
        String id() {
            return event.path("event").path("id").asText();
        }

        /** The two lines of a bulk request that create it in its data stream, as of {@code now}. */
        String bulkLines(Instant now) {
            ObjectNode timed = event.deepCopy();
            timed.put(
                    "@timestamp",
                    now.plusMillis(offsetMillis).truncatedTo(ChronoUnit.MILLIS).toString());
            timed.withObject("event")
                    .put("ingested", now.truncatedTo(ChronoUnit.SECONDS).toString());
            ObjectNode action = JSON.createObjectNode();
            action.putObject("create").put("_index", dataStream);
            return action + "\n" + timed + "\n";
        }
    }

    static SampleEvents read(Path file) throws IOException {
        List<Sample> samples = new ArrayList<>();
        int line = 0;
        for (String text : Files.readAllLines(file)) {
            line++;
            if (text.isBlank()) {
                continue;
            }
            JsonNode node = JSON.readTree(text);
            if (!(node.get("event") instanceof ObjectNode event)
                    || !node.path("data_stream").isTextual()) {
                throw new IOException(file + ":" + line
                        + ": expected {\"data_stream\": NAME, \"offset_ms\": MILLIS, \"event\": {...}}");
            }
            samples.add(new Sample(
                    node.get("data_stream").asText(), node.path("offset_ms").asLong(0), event));
        }
        return new SampleEvents(samples);
    }
}
