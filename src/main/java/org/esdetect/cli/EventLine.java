package org.esdetect.cli;

import java.util.Map;
import java.util.Optional;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;

/**
 * An event of a file: either the document itself, or {@code {"data_stream": NAME, "event": DOCUMENT}}.
 *
 * @param number of the line, from 1
 * @param dataStream as the wrapper says, or as the event's own {@code data_stream.*} fields do; empty when neither does
 */
record EventLine(int number, Optional<String> dataStream, Event event) {

    static EventLine of(int number, Map<String, Object> object) {
        if (object.get("data_stream") instanceof String name && object.get("event") instanceof Map<?, ?> document) {
            return new EventLine(number, Optional.of(name), event(document));
        }
        Event event = new MapEvent(object);
        return new EventLine(number, ownStream(event), event);
    }

    /** A document as Jackson reads it. */
    @SuppressWarnings("unchecked")
    static Event event(Map<?, ?> document) {
        return new MapEvent((Map<String, Object>) document);
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
