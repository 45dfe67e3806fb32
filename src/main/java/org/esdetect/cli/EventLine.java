package org.esdetect.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.rule.Rule;
import org.jspecify.annotations.Nullable;

/**
 * An event of a file: either the document itself, or {@code {"data_stream": NAME, "event": DOCUMENT}}. Beside a
 * document without a time may stand {@code "offset_ms"}: when it happened, counted from any moment, for a file to
 * replay.
 *
 * @param number of the line, from 1
 * @param dataStream as the wrapper says, or as the event's own {@code data_stream.*} fields do; empty when neither does
 */
record EventLine(int number, Optional<String> dataStream, MapEvent event) {

    static EventLine of(int number, Map<String, Object> object) {
        if (object.get("data_stream") instanceof String name && object.get("event") instanceof Map<?, ?> document) {
            return new EventLine(number, Optional.of(name), new MapEvent(timed(document, object.get("offset_ms"))));
        }
        MapEvent event = new MapEvent(object);
        return new EventLine(number, ownStream(event), event);
    }

    /** All events of {@code file}: an object a line, or one object laid out over lines. */
    static List<EventLine> readAll(Input file) throws IOException {
        String text = file.text();
        List<EventLine> events = new ArrayList<>();
        boolean laidOut =
                text.stripLeading().lines().findFirst().orElse("").strip().equals("{");
        JsonLines.Taker taker = (number, object) -> events.add(of(number, object));
        if (laidOut) {
            JsonLines.readOne(file.name(), text, taker);
        } else {
            JsonLines.read(file.name(), text, taker);
        }
        return events;
    }

    private static Map<String, Object> timed(Map<?, ?> document, @Nullable Object offsetMillis) {
        Map<String, Object> timed = new LinkedHashMap<>();
        document.forEach((key, value) -> timed.put(String.valueOf(key), value));
        if (offsetMillis instanceof Number number) {
            timed.putIfAbsent(Rule.FieldNames.DEFAULT_TIMESTAMP, number.longValue());
        }
        return timed;
    }

    private static Optional<String> ownStream(Event event) {
        return first(event, "data_stream.type").flatMap(type -> first(event, "data_stream.dataset")
                .flatMap(dataset -> first(event, "data_stream.namespace")
                        .map(namespace -> type + "-" + dataset + "-" + namespace)));
    }

    private static Optional<String> first(Event event, String path) {
        return event.values(path).stream().findFirst().map(Object::toString);
    }
}
