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

/** Reads the cases of a rule's tests, {@code *.tests.json}, and of a file of triggers. */
final class RuleCases {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> DOCUMENT = new TypeReference<>() {};

    private RuleCases() {}

    /** Takes a rule's cases. */
    @FunctionalInterface
    interface Taker {
        void take(RuleCase one) throws IOException;
    }

    /** {@code {"rule_id": ID, "match": [{"name": NAME, "events": [EVENT, ...]}, ...], "miss": [...]}}. */
    static List<RuleCase> tests(Input file) throws IOException {
        JsonNode root = JsonLines.readWhole(file);
        String ruleId = text(file.name(), root, "rule_id");
        List<RuleCase> cases = new ArrayList<>();
        for (JsonNode node : root.path("match")) {
            cases.add(test(file.name(), ruleId, node, true));
        }
        for (JsonNode node : root.path("miss")) {
            cases.add(test(file.name(), ruleId, node, false));
        }
        if (cases.isEmpty()) {
            throw new IOException(file.name() + ": no cases, expected a list [match] or [miss]");
        }
        return cases;
    }

    private static RuleCase test(String place, String ruleId, JsonNode node, boolean match) throws IOException {
        String name = text(place, node, "name");
        return new RuleCase(
                ruleId, (match ? "match: " : "miss: ") + name, match, events(place, node.path("events"), name));
    }

    /**
     * A rule a line: {@code {"rule_id": ID, "docs": [[EVENT, ...], ...], "negatives": [{"mutation": NAME, "docs":
     * [EVENT, ...]}, ...]}}. Each chain of {@code docs} must match, each of {@code negatives} must not.
     */
    static void triggers(Input file, Taker taker) throws IOException {
        JsonLines.read(file, (line, object) -> {
            String place = file.name() + ":" + line;
            JsonNode root = JSON.valueToTree(object);
            String ruleId = text(place, root, "rule_id");
            int number = 0;
            for (JsonNode chain : root.path("docs")) {
                String name = "match: trigger " + ++number;
                taker.take(new RuleCase(ruleId, name, true, events(place, chain, name)));
            }
            for (JsonNode negative : root.path("negatives")) {
                String name = "miss: " + text(place, negative, "mutation");
                taker.take(new RuleCase(ruleId, name, false, events(place, negative.path("docs"), name)));
            }
            if (number == 0 && root.path("negatives").isEmpty()) {
                throw new IOException(place + ": no cases, expected a list [docs] or [negatives]");
            }
        });
    }

    private static List<Event> events(String place, JsonNode list, String name) throws IOException {
        List<Event> events = new ArrayList<>();
        for (JsonNode node : list) {
            if (!node.isObject()) {
                throw new IOException(place + ": case [" + name + "] holds an event that is no object");
            }
            events.add(new MapEvent(JSON.convertValue(node, DOCUMENT)));
        }
        if (events.isEmpty()) {
            throw new IOException(place + ": case [" + name + "] has no events, expected a list of objects");
        }
        return events;
    }

    private static String text(String place, JsonNode node, String field) throws IOException {
        JsonNode found = node.path(field);
        if (!found.isTextual()) {
            throw new IOException(place + ": field [" + field + "] is missing, expected a text");
        }
        return found.asText();
    }
}
