package org.esdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esdetect.event.MapEvent;
import org.esdetect.rule.BundledRules;
import org.esdetect.testing.RuleCases;
import org.junit.jupiter.api.Test;

/**
 * All bundled rules judged at once say of each event what each says alone, and only rules that name the target speak.
 */
class BundledRulesNetworkTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final CompiledRules rules = new CompiledRules(
            BundledRules.load().stream().map(RuleCompiler::compile).toList(), 1);

    @Test
    void match_everyCaseAndSample_isWhatEachRuleSaysAlone() throws IOException {
        int matches = 0;
        for (Map<String, Object> event : events()) {
            for (String target : List.of(
                    "logs-endpoint.events.process-default",
                    "logs-endpoint.events.network-default",
                    "winlogbeat-7",
                    "somewhere-else")) {
                List<CompiledRule> alone = rules.eventRules(target).stream()
                        .filter(rule -> rule.matches(new MapEvent(event)))
                        .toList();
                assertThat(rules.match(event, target))
                        .as("%s in %s", event, target)
                        .isEqualTo(alone);
                matches += alone.size();
            }
        }
        assertThat(matches).isGreaterThan(10);
    }

    @Test
    void match_afterARuleChanged_isByTheNewOne() throws IOException {
        List<CompiledRule> fewer = rules.all().stream().skip(1).toList();
        CompiledRules changed = new CompiledRules(fewer, 2, rules);
        for (Map<String, Object> event : events()) {
            String target = "logs-endpoint.events.network-default";
            List<CompiledRule> expected = new ArrayList<>(rules.match(new MapEvent(event), target));
            expected.retainAll(fewer);
            assertThat(changed.match(event, target)).isEqualTo(expected);
        }
    }

    private static List<Map<String, Object>> events() throws IOException {
        List<Map<String, Object>> events = new ArrayList<>();
        for (RuleCases cases : RuleCases.all()) {
            for (RuleCases.Case each : cases.cases()) {
                each.events().forEach(event -> events.add(JSON.convertValue(event, new TypeReference<>() {})));
            }
        }
        for (String line : Files.readAllLines(Path.of("rules/samples/events.ndjson"))) {
            JsonNode sample = JSON.readTree(line);
            events.add(JSON.convertValue(sample.path("event"), new TypeReference<>() {}));
        }
        return events;
    }
}
