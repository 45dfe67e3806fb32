package org.esdetect.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.rule.Rule;

/**
 * The events that queries are judged on: a JSON array of objects. An event has a serial number, which is its identity
 * and its tiebreaker.
 *
 * @param fields what stands for category, time and serial number
 */
record ConformanceData(List<Event> events, List<Long> serials, Rule.FieldNames fields) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> DOCUMENT = new TypeReference<>() {};
    private static final String FILE_TIME = "timestamp";
    private static final long FILE_TIMES_PER_MILLI = 10_000;

    /** From 1601, where Windows begins to count, to 1970. */
    private static final long FILE_TIME_EPOCH_MILLIS = 11_644_473_600_000L;

    static ConformanceData read(Input file, Rule.FieldNames fields) throws IOException {
        JsonNode array = JsonLines.readWhole(file);
        if (!array.isArray()) {
            throw new IOException(file.name() + ": expected an array of events");
        }
        String serialField = fields.tiebreaker().orElseThrow();
        List<Event> events = new ArrayList<>();
        List<Long> serials = new ArrayList<>();
        for (JsonNode node : array) {
            JsonNode serial = node.path(serialField);
            if (!serial.isIntegralNumber()) {
                throw new IOException(file.name() + ": event [" + (events.size() + 1) + "] has no number ["
                        + serialField + "] to be known by");
            }
            events.add(new MapEvent(timed(JSON.convertValue(node, DOCUMENT), fields.timestamp())));
            serials.add(serial.asLong());
        }
        return new ConformanceData(events, serials, fields);
    }

    /** An event without a time of its own has that of its {@code timestamp}, which Windows counts. */
    private static Map<String, Object> timed(Map<String, Object> event, String timeField) {
        if (!event.containsKey(timeField) && event.get(FILE_TIME) instanceof Number fileTime) {
            event.put(timeField, Math.floorDiv(fileTime.longValue(), FILE_TIMES_PER_MILLI) - FILE_TIME_EPOCH_MILLIS);
        }
        return event;
    }
}
