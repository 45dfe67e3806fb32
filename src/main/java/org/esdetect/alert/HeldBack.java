package org.esdetect.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that a cap held back.
 *
 * @param count exactly how many
 * @param from when the first of their events happened, where it is known
 * @param to the last
 * @param top values of {@link #FIELDS} by field, with how many alerts have them
 */
public record HeldBack(long count, Optional<Instant> from, Optional<Instant> to, Map<String, Map<String, Long>> top) {
    /** What tells whose noise it is. */
    public static final List<String> FIELDS = List.of("host.name", "user.name");

    /** So many values of a field are kept. */
    public static final int TOP = 5;

    public static final HeldBack NOTHING = new HeldBack(0, Optional.empty(), Optional.empty(), Map.of());

    public HeldBack {
        Map<String, Map<String, Long>> frequent = new LinkedHashMap<>();
        for (String field : FIELDS) {
            Map<String, Long> values = frequent(top.getOrDefault(field, Map.of()));
            if (!values.isEmpty()) {
                frequent.put(field, values);
            }
        }
        top = Collections.unmodifiableMap(frequent);
    }

    private static Map<String, Long> frequent(Map<String, Long> values) {
        Map<String, Long> frequent = new LinkedHashMap<>();
        values.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOP)
                .forEach(entry -> frequent.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(frequent);
    }

    /** Both together; of values that only one of them kept, that one's number. */
    public HeldBack plus(HeldBack more) {
        Map<String, Map<String, Long>> both = new LinkedHashMap<>();
        for (String field : FIELDS) {
            Map<String, Long> values = new TreeMap<>(top.getOrDefault(field, Map.of()));
            more.top.getOrDefault(field, Map.of()).forEach((value, times) -> values.merge(value, times, Long::sum));
            both.put(field, values);
        }
        return new HeldBack(count + more.count, earlier(from, more.from), later(to, more.to), both);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || (other.isPresent() && other.get().isBefore(one.get())) ? other : one;
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || (other.isPresent() && other.get().isAfter(one.get())) ? other : one;
    }

    /** As an alert holds it: {@code count}, {@code from}, {@code to} and {@code top}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("count", count);
        from.ifPresent(time -> map.put("from", Timestamps.format(time)));
        to.ifPresent(time -> map.put("to", Timestamps.format(time)));
        Map<String, Object> values = new LinkedHashMap<>();
        top.forEach((field, counts) -> {
            List<Map<String, Object>> list = new ArrayList<>();
            counts.forEach((value, times) -> list.add(Map.of("value", value, "count", times)));
            values.put(field, list);
        });
        map.put("top", values);
        return map;
    }

    /** Reads what {@link #toMap} gave, and takes what is something else for nothing. */
    public static HeldBack fromMap(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map) || !(map.get("count") instanceof Number count)) {
            return NOTHING;
        }
        Map<String, Map<String, Long>> top = new LinkedHashMap<>();
        if (map.get("top") instanceof Map<?, ?> fields) {
            fields.forEach((field, list) -> top.put(String.valueOf(field), counts(list)));
        }
        return new HeldBack(count.longValue(), time(map.get("from")), time(map.get("to")), top);
    }

    private static Map<String, Long> counts(@Nullable Object list) {
        Map<String, Long> counts = new LinkedHashMap<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> each && each.get("count") instanceof Number times) {
                    counts.put(String.valueOf(each.get("value")), times.longValue());
                }
            }
        }
        return counts;
    }

    private static Optional<Instant> time(@Nullable Object value) {
        return Optional.ofNullable(value).flatMap(Timestamps::parse);
    }

    /** The one alert that was held back, by what its document says. */
    public static HeldBack of(Alert alert) {
        Optional<Instant> time = time(alert.source().get("kibana.alert.original_time"));
        Map<String, Map<String, Long>> top = new LinkedHashMap<>();
        for (String field : FIELDS) {
            Map<String, Long> values = new LinkedHashMap<>();
            SourcePath.nodes(alert.source(), field).forEach(value -> values.put(String.valueOf(value), 1L));
            top.put(field, values);
        }
        return new HeldBack(1, time, time, top);
    }
}
