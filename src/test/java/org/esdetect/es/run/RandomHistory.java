package org.esdetect.es.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.eql.lower.Plan;
import org.esdetect.sequence.SequencePlan;
import org.esdetect.sequence.SequencePlan.JoinKey;

/**
 * Sequence rules and events for them, by chance: steps of which some are rare and some match nearly everything, keys
 * that are missing, lists, or spelled so that an index holds something else than the source, many ties.
 */
final class RandomHistory {
    static final Instant START = Instant.parse("2026-03-01T11:00:00Z");

    /** How the two indices hold the fields that sequences are joined by. */
    static final String PLAIN =
            """
            {"dynamic": false, "properties": {
              "@timestamp": {"type": "date"},
              "event": {"properties": {"action": {"type": "keyword"}}},
              "host": {"properties": {"id": {"type": "keyword"}}},
              "process": {"properties": {"entity_id": {"type": "keyword", "ignore_above": 3}, "pid": {"type": "long"}}},
              "user": {"properties": {"name": {"type": "text", "fields": {"exact": {"type": "keyword"}}}}},
              "source": {"properties": {"ip": {"type": "ip", "ignore_malformed": true}}},
              "labels": {"type": "flattened"}}}
            """;

    static final String ODD =
            """
            {"dynamic": false, "properties": {
              "@timestamp": {"type": "date"},
              "event": {"properties": {"action": {"type": "keyword"}}},
              "host": {"properties": {"id": {"type": "keyword", "normalizer": "lower"}}},
              "process": {"properties": {"entity_id": {"type": "text"}, "pid": {"type": "keyword"}}},
              "user": {"properties": {"name": {"type": "keyword", "null_value": "A"}}},
              "source": {"properties": {"ip": {"type": "keyword"}}}}}
            """;

    private static final List<String> KEY_FIELDS = List.of(
            "host.id", "process.entity_id", "process.pid", "user.name", "source.ip", "labels.key", "loose.thing");
    private static final List<Object> TEXT_KEYS = List.of("a", "A", "b", "abcd", "abce", "", "7", "true");
    private static final List<Object> NUMBER_KEYS = List.of(7, 7.0, 8, 8L, 9);
    private static final List<Object> ADDRESS_KEYS =
            List.of("10.0.0.1", "10.0.0.2", "::ffff:10.0.0.1", "::1", "0:0:0:0:0:0:0:1", "no address");
    private static final List<String> ACTIONS = List.of("broad", "mid", "rare", "rarer");

    private final Random random;

    RandomHistory(Random random) {
        this.random = random;
    }

    private boolean oneIn(int bound) {
        return random.nextInt(bound) == 0;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    Plan.OfSequence plan() {
        int keys = random.nextInt(3);
        List<List<JoinKey>> spellings = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            spellings.add(keys(keys));
        }
        List<SequencePlan.Step> steps = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        int count = 2 + random.nextInt(3);
        boolean positive = false;
        for (int i = 0; i < count; i++) {
            boolean missing = oneIn(4) && (positive || i < count - 1);
            positive |= !missing;
            steps.add(new SequencePlan.Step(oneIn(4) ? spellings.get(1) : spellings.get(0), missing));
            conditions.add(i > 0 && oneIn(4) ? conditions.get(i - 1) : condition());
        }
        boolean until = oneIn(3);
        return new Plan.OfSequence(
                new SequencePlan(
                        steps,
                        OptionalLong.of(1 + random.nextInt(40_000)),
                        until ? Optional.of(spellings.get(0)) : Optional.empty()),
                conditions,
                until ? Optional.of(condition()) : Optional.empty());
    }

    private List<JoinKey> keys(int count) {
        List<JoinKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(new JoinKey(oneIn(2) ? "host.id" : pick(KEY_FIELDS), oneIn(4)));
        }
        return keys;
    }

    private Condition condition() {
        if (oneIn(8)) {
            return new Condition.Not(action(List.of("broad")));
        }
        return action(oneIn(5) ? List.of(pick(ACTIONS), "mid") : List.of(pick(ACTIONS)));
    }

    private static Condition action(List<String> actions) {
        return new Condition.Leaf(new Predicate.OneOf(
                "event.action", actions.stream().map(Literal::new).toList(), true));
    }

    /** An event within a few minutes of {@link #START}; may be like one before in all that matters. */
    Map<String, Object> event() {
        Map<String, Object> event = new LinkedHashMap<>();
        Instant time = START.plusMillis(oneIn(3) ? 1_000L * random.nextInt(200) : random.nextInt(200_000));
        event.put("@timestamp", time.toString());
        int kind = random.nextInt(100);
        String action = ACTIONS.get(kind < 70 ? 0 : kind < 92 ? 1 : kind < 98 ? 2 : 3);
        Map<String, Object> ecs = new HashMap<>();
        ecs.put("action", oneIn(12) ? List.of(action, pick(ACTIONS)) : action);
        if (oneIn(3)) {
            ecs.put("sequence", random.nextInt(4));
        }
        event.put("event", ecs);
        put(event, "host", "id", TEXT_KEYS);
        put(event, "process", "entity_id", TEXT_KEYS);
        if (!oneIn(4)) {
            event.put("process.pid", value(NUMBER_KEYS));
        }
        put(event, "user", "name", TEXT_KEYS);
        put(event, "source", "ip", ADDRESS_KEYS);
        put(event, "labels", "key", TEXT_KEYS);
        put(event, "loose", "thing", TEXT_KEYS);
        return event;
    }

    private void put(Map<String, Object> event, String object, String field, List<Object> values) {
        if (oneIn(5)) {
            return;
        }
        if (oneIn(6)) {
            event.put(object + "." + field, value(values));
        } else {
            event.put(object, new HashMap<>(Map.of(field, value(values))));
        }
    }

    private Object value(List<Object> values) {
        return oneIn(8) ? List.of(pick(values), pick(values)) : pick(values);
    }
}
