package org.esdetect.sequence;

import java.util.List;
import java.util.Map;
import org.esdetect.event.Event;

/** An event of the values that a test lists. */
record ListedEvent(Map<String, List<Object>> fields) implements Event {
    @Override
    public List<Object> values(String path) {
        return fields.getOrDefault(path, List.of());
    }
}
