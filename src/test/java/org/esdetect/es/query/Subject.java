package org.esdetect.es.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.elasticsearch.common.settings.Settings;

/**
 * An index that a property is tried on.
 *
 * @param told the mapping that queries are made from, where it is not the index's own
 * @param constantCategory whether every event is found by one category, also one that does not bear it
 */
record Subject(String index, String mapping, Settings settings, Optional<String> told, boolean constantCategory) {
    private static final String CATEGORY = "event.category";

    static Subject of(String index, String mapping) {
        return new Subject(index, mapping, Settings.EMPTY, Optional.empty(), false);
    }

    Subject with(String setting, String value) {
        Settings more = Settings.builder().put(settings).put(setting, value).build();
        return new Subject(index, mapping, more, told, constantCategory);
    }

    /** A logs index; its own codec is native code, which is not loaded where tests run as root. */
    Subject asLogs() {
        return with("index.mode", "logsdb").with("index.codec", "default");
    }

    /** Types of the default distribution, which a test's node lacks: others stand in, queries are made for these. */
    Subject standingInFor(String types) {
        return new Subject(index, mapping, settings, Optional.of(types), true);
    }

    boolean isLogs() {
        return "logsdb".equals(settings.get("index.mode"));
    }

    /** The event as it is indexed. */
    Map<String, Object> indexed(Map<String, Object> event) {
        Map<String, Object> document = new LinkedHashMap<>(event);
        if (constantCategory) {
            document.remove("event");
            document.put(CATEGORY, "cmd.exe");
        }
        if (isLogs()) {
            document.put("@timestamp", "2024-05-01T12:00:00Z");
        }
        return document;
    }

    /** The event as memory judges it: a constant need not be in it. */
    Map<String, Object> judged(Map<String, Object> source, Random random) {
        Map<String, Object> event = new LinkedHashMap<>(source);
        if (constantCategory && random.nextBoolean()) {
            event.remove(CATEGORY);
        }
        return event;
    }
}
