package org.esdetect.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.event.Event;

/** An event of which only the join keys are kept: a run may hold a hundred thousand of them. */
public record KeyValues(Map<String, List<Object>> values) implements Event {

    public static KeyValues of(Event event, List<String> fields) {
        Map<String, List<Object>> values = new HashMap<>();
        for (String field : fields) {
            List<Object> found = event.values(field);
            if (!found.isEmpty()) {
                values.put(field, List.copyOf(found));
            }
        }
        return new KeyValues(values);
    }

    @Override
    public List<Object> values(String path) {
        return values.getOrDefault(path, List.of());
    }
}
