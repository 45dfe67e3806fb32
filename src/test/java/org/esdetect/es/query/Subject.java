package org.esdetect.es.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
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

    private boolean isLogs() {
        return "logsdb".equals(settings.get("index.mode"));
    }

    /** Whether the index gives back what it was sent; only such events are tried. */
    boolean keeps(Map<String, Object> event) {
        return !isLogs() || !isSplit(event);
    }

    /**
     * Whether a field stands beside the object that it belongs to, as {@code a.b} beside {@code a}. Where {@code a} is
     * a list of objects, Elasticsearch 8.19 keeps the list as it was sent and loses {@code a.b} from a synthetic
     * source, but not from the index.
     */
    private static boolean isSplit(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(Subject::isSplit);
        }
        if (!(value instanceof Map<?, ?> map)) {
            return false;
        }
        Set<String> keys = map.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
        return keys.stream().anyMatch(key -> keys.stream().anyMatch(other -> other.startsWith(key + ".")))
                || map.values().stream().anyMatch(Subject::isSplit);
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
