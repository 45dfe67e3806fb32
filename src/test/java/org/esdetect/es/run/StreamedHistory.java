package org.esdetect.es.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.esdetect.eql.lower.Plan;
import org.esdetect.sequence.SequencePlan;
import org.esdetect.sequence.SequencePlan.JoinKey;

/**
 * A history of events in the order in which they arrive: chains for all rules mixed, few join keys, steps left out,
 * repeated and exchanged, many ties, events that are sent twice, events that come hours late.
 */
final class StreamedHistory {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final ChainTemplates templates;
    private final Random random;
    private final boolean late;
    private final long lengthMillis;
    private final int keys;
    /** Fields whose values are numbers somewhere, so that a text would be refused. */
    private final Set<String> numbers = new HashSet<>();

    /** @param arrivedMillis when it reaches the cluster */
    record Arrival(String id, long arrivedMillis, long timeMillis, Map<String, Object> source) {}

    /**
     * A history of about as many events.
     *
     * @param late whether events of one key arrive in another order than they happened in
     */
    static List<Arrival> of(ChainTemplates templates, int events, boolean late, Random random) {
        return new StreamedHistory(templates, events, late, random).events(events);
    }

    private StreamedHistory(ChainTemplates templates, int events, boolean late, Random random) {
        this.templates = templates;
        this.random = random;
        this.late = late;
        this.lengthMillis = 60_000L + 100L * events;
        this.keys = 3 + events / 500;
        templates.chains().stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .forEach(event -> findNumbers("", event));
    }

    private void findNumbers(String path, Map<?, ?> object) {
        object.forEach((field, value) -> {
            if (value instanceof Map<?, ?> inner) {
                findNumbers(path + field + ".", inner);
            } else if (value instanceof Number) {
                numbers.add(path + field);
            }
        });
    }

    private List<Arrival> events(int count) {
        List<Arrival> events = new ArrayList<>();
        while (events.size() < count) {
            int rule = random.nextInt(templates.rules().size());
            chain(
                    (Plan.OfSequence) templates.rules().get(rule).plan().orElseThrow(),
                    pick(templates.chains().get(rule)),
                    events);
        }
        events.sort(Comparator.comparingLong(Arrival::arrivedMillis));
        return events;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private void chain(Plan.OfSequence plan, List<Map<String, Object>> chain, List<Arrival> events) {
        SequencePlan sequence = plan.sequence();
        long span = Math.min(3_600_000, sequence.maxSpanMillis().orElseThrow());
        int keyCount = sequence.steps().get(0).keys().size();
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < keyCount; i++) {
            values.add(random.nextInt(keys));
        }
        long timeMillis = START.toEpochMilli() + (long) (random.nextDouble() * lengthMillis);
        for (int i = 0; i < chain.size(); i++) {
            if (random.nextInt(10) == 0) {
                continue;
            }
            Map<String, Object> event = copy(chain.get(i));
            if (i < sequence.steps().size() || sequence.until().isPresent()) {
                List<JoinKey> fields = i < sequence.steps().size()
                        ? sequence.steps().get(i).keys()
                        : sequence.until().orElseThrow();
                for (int key = 0; key < fields.size(); key++) {
                    set(event, fields.get(key), values.get(key));
                }
            }
            // Sometimes backwards, sometimes too far, sometimes at the very same time.
            timeMillis += (long) (span * (random.nextDouble() * 1.3 - 0.15)) / chain.size();
            add(event, random.nextInt(3) == 0 ? timeMillis / 1_000 * 1_000 : timeMillis, events);
        }
    }

    private void set(Map<String, Object> event, JoinKey key, int value) {
        if (key.optional() && random.nextInt(4) == 0) {
            return;
        }
        set(event, List.of(key.field().split("\\.")), numbers.contains(key.field()) ? value : "k" + value);
    }

    @SuppressWarnings("unchecked")
    private static void set(Map<String, Object> object, List<String> path, Object value) {
        if (path.size() == 1) {
            object.put(path.get(0), value);
        } else {
            set(
                    (Map<String, Object>) object.computeIfAbsent(path.get(0), unseen -> new HashMap<String, Object>()),
                    path.subList(1, path.size()),
                    value);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> copy(Map<String, Object> event) {
        Map<String, Object> copy = new HashMap<>();
        event.forEach(
                (field, value) -> copy.put(field, value instanceof Map ? copy((Map<String, Object>) value) : value));
        return copy;
    }

    private void add(Map<String, Object> event, long timeMillis, List<Arrival> events) {
        event.put("@timestamp", Instant.ofEpochMilli(timeMillis).toString());
        String id = "e" + events.size();
        set(event, List.of("agent", "id"), "agent");
        set(event, List.of("event", "id"), id);
        events.add(new Arrival(id, arrival(timeMillis), timeMillis, event));
        if (random.nextInt(50) == 0) {
            // An agent that sends twice.
            events.add(new Arrival("e" + events.size(), arrival(timeMillis), timeMillis, event));
        }
    }

    /** Some seconds after it happened; one event in ten up to some hours, a few earlier than they happened. */
    private long arrival(long timeMillis) {
        if (!late) {
            return timeMillis;
        }
        int kind = random.nextInt(100);
        return timeMillis
                + (kind < 10
                        ? random.nextInt(3 * 3_600_000)
                        : kind < 12 ? -random.nextInt(3_600_000) : random.nextInt(5_000));
    }
}
