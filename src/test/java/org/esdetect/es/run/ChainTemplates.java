package org.esdetect.es.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.eql.lower.Plan;
import org.esdetect.rule.Rule;
import org.esdetect.rule.TomlRules;
import org.esdetect.testing.TestRules;

/**
 * Sequence rules, and for each of them chains of events that satisfy its steps, apart from times and join keys.
 *
 * @param chains of the rule of the same place in {@code rules}
 */
record ChainTemplates(List<CompiledRule> rules, List<List<List<Map<String, Object>>>> chains) {
    /** Where all events of the histories are. */
    static final String INDEX = "logs-history";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    /** Between them every part of the language of sequences. */
    private static final Map<String, List<String>> OWN = Map.of(
            "sequence by host.id with maxspan=30s [any where event.action == \"a\"] [any where event.action == \"b\"]",
            List.of("a", "b"),
            "sequence by host.id, user.id with maxspan=20s [any where event.action == \"c\"] [any where true]",
            List.of("c", "b"),
            "sequence with maxspan=1s [any where event.action == \"d\"] by process.entity_id"
                    + " [any where event.action == \"e\"] by process.parent.entity_id",
            List.of("d", "e"),
            "sequence by host.id with maxspan=40s [any where event.action == \"f\"] with runs=3",
            List.of("f", "f", "f"),
            "sequence by ?user.id with maxspan=25s [any where event.action == \"g\"] [any where event.action == \"b\"]"
                    + " [any where event.action == \"a\"] until [any where event.action == \"stop\"]",
            List.of("g", "b", "a", "stop"),
            "sequence with maxspan=200ms [any where event.action == \"h\"] [any where event.action == \"a\"]",
            List.of("h", "a"),
            "sequence by user.id [any where event.action == \"i\"] [any where event.action == \"a\"]",
            List.of("i", "a"));

    /**
     * Of {@code -Ddetect.history.rules=FOLDER} with the chains of {@code -Ddetect.history.triggers=FILE.ndjson.gz}, a
     * rule a line; otherwise a few of its own.
     */
    static ChainTemplates load() throws IOException {
        String folder = System.getProperty("detect.history.rules");
        if (folder != null) {
            return ofFolder(Path.of(folder), Path.of(System.getProperty("detect.history.triggers")));
        }
        List<CompiledRule> rules = new ArrayList<>();
        List<List<List<Map<String, Object>>>> chains = new ArrayList<>();
        OWN.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            rules.add(compile(TestRules.rule("own-" + rules.size(), Map.of("query", entry.getKey()))));
            chains.add(List.of(entry.getValue().stream()
                    .<Map<String, Object>>map(
                            action -> Map.of("event", Map.of("action", action, "category", "process")))
                    .toList()));
        });
        return new ChainTemplates(List.copyOf(rules), List.copyOf(chains));
    }

    private static CompiledRule compile(Rule rule) {
        CompiledRule compiled = RuleCompiler.compile(rule.withEnabled(true).withIndices(List.of(INDEX)));
        if (compiled.plan().isEmpty()) {
            throw new IllegalStateException(rule.id() + " " + compiled.problems());
        }
        return compiled;
    }

    private static ChainTemplates ofFolder(Path folder, Path triggers) throws IOException {
        Map<String, CompiledRule> sequences = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".toml"))
                    .sorted()
                    .toList()) {
                Rule rule = TomlRules.read(file.toString(), Files.readString(file))
                        .rule()
                        .orElseThrow();
                CompiledRule compiled = compile(rule);
                if (compiled.plan().orElseThrow() instanceof Plan.OfSequence) {
                    sequences.put(rule.id(), compiled);
                }
            }
        }
        List<CompiledRule> rules = new ArrayList<>();
        List<List<List<Map<String, Object>>>> chains = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(triggers)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode trigger = JSON.readTree(line);
                CompiledRule rule = sequences.get(trigger.path("rule_id").asText());
                if (rule != null) {
                    rules.add(rule);
                    chains.add(chains(trigger.path("docs")));
                }
            }
        }
        return new ChainTemplates(List.copyOf(rules), List.copyOf(chains));
    }

    private static List<List<Map<String, Object>>> chains(JsonNode docs) {
        List<List<Map<String, Object>>> chains = new ArrayList<>();
        for (JsonNode chain : docs) {
            List<Map<String, Object>> events = new ArrayList<>();
            chain.forEach(event -> events.add(JSON.convertValue(event, MAP)));
            chains.add(List.copyOf(events));
        }
        return chains;
    }
}
