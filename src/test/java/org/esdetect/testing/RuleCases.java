package org.esdetect.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The events beside each rule in {@code rules/*.tests.json}: those that must match and the near misses that must not.
 */
public record RuleCases(String ruleId, List<Case> cases) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One event, or for a sequence a chain of events in order. */
    public record Case(String name, boolean match, List<JsonNode> events) {}

    /** One for each bundled rule. */
    public static List<RuleCases> all() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of("rules"))) {
            files = all.filter(file -> file.toString().endsWith(".tests.json"))
                    .sorted()
                    .toList();
        }
        List<RuleCases> read = new ArrayList<>();
        for (Path file : files) {
            JsonNode root = JSON.readTree(file.toFile());
            List<Case> cases = new ArrayList<>();
            root.path("match").forEach(node -> cases.add(read(node, true)));
            root.path("miss").forEach(node -> cases.add(read(node, false)));
            read.add(new RuleCases(root.path("rule_id").asText(), List.copyOf(cases)));
        }
        return read;
    }

    private static Case read(JsonNode node, boolean match) {
        List<JsonNode> events = new ArrayList<>();
        node.path("events").forEach(events::add);
        return new Case(node.path("name").asText(), match, List.copyOf(events));
    }

    /** The event's own id, nested or dotted. */
    public static String eventId(JsonNode event) {
        return event.has("event.id")
                ? event.path("event.id").asText()
                : event.at("/event/id").asText();
    }
}
