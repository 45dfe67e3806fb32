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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.esdetect.rule.BundledRules;
import org.esdetect.rule.Rule;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every bundled rule against the events beside it: {@code rules/*.tests.json} says which match, and which miss because
 * of which clause; {@code rules/samples} holds a story and the alerts it raises.
 */
class BundledVerdictsTest {
    private static final Path FOLDER = Path.of("rules");
    private static final ObjectMapper JSON = new ObjectMapper();

    private record RuleTests(String rule_id, List<Case> match, List<Case> miss) {}

    private record Case(String name, String clause, List<Map<String, Object>> events) {}

    @TestFactory
    Stream<DynamicTest> tests_ofEachRule_giveTheirVerdicts() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Rule rule : BundledRules.load()) {
            Verdicts verdicts = new Verdicts(RuleCompiler.compile(rule));
            RuleTests cases = testsOf(rule.id());
            for (Case match : cases.match()) {
                tests.add(DynamicTest.dynamicTest(
                        rule.name() + ", match: " + match.name(),
                        () -> assertThat(verdicts.of(match.events())).isNotEmpty()));
            }
            for (Case miss : cases.miss()) {
                tests.add(DynamicTest.dynamicTest(rule.name() + ", miss: " + miss.name(), () -> {
                    assertThat(rule.query()).contains(miss.clause());
                    assertThat(verdicts.of(miss.events())).isEmpty();
                }));
            }
        }
        return tests.stream();
    }

    @Test
    void tests_areThereForEachRuleAndForNoOther() throws IOException {
        Set<String> tested = new TreeSet<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".tests.json"))
                    .toList()) {
                RuleTests tests = JSON.readValue(file.toFile(), RuleTests.class);
                assertThat(tests.match()).as(file.toString()).hasSizeGreaterThan(5);
                assertThat(tests.miss()).as(file.toString()).hasSizeGreaterThan(5);
                assertThat(FOLDER.resolve(file.getFileName().toString().replace(".tests.json", ".toml")))
                        .exists();
                tested.add(tests.rule_id());
            }
        }
        assertThat(tested)
                .containsExactlyElementsOf(
                        BundledRules.load().stream().map(Rule::id).toList());
    }

    @Test
    void samples_raiseExactlyTheAlertsTheyPromise() throws IOException {
        JsonNode expected =
                JSON.readTree(FOLDER.resolve("samples/alerts.json").toFile()).path("rules");
        Map<String, List<List<String>>> found = new TreeMap<>();
        Map<String, List<List<String>>> promised = new TreeMap<>();
        for (Rule rule : BundledRules.load()) {
            found.put(rule.id(), new Verdicts(RuleCompiler.compile(rule)).of(samplesOf(rule)));
            promised.put(
                    rule.id(), JSON.convertValue(expected.path(rule.id()).path("events"), new TypeReference<>() {}));
        }

        assertThat(found).isEqualTo(promised);
        promised.forEach((id, alerts) -> {
            boolean sequence = expected.path(id).path("building_blocks").asInt() > 0;
            assertThat(expected.path(id).path("alerts").asInt()).isEqualTo(alerts.size());
            assertThat(expected.path(id).path("building_blocks").asInt())
                    .isEqualTo(sequence ? alerts.stream().mapToInt(List::size).sum() : 0);
        });
    }

    /** The events of the data streams that the rule names, with a time of their own, oldest first. */
    private static List<Map<String, Object>> samplesOf(Rule rule) throws IOException {
        List<Map<String, Object>> events = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("samples/events.ndjson"))) {
            Map<String, Object> sample = JSON.readValue(line, new TypeReference<>() {});
            if (IndexPatterns.matches(rule.indices(), (String) sample.get("data_stream"))) {
                Map<String, Object> event = JSON.convertValue(sample.get("event"), new TypeReference<>() {});
                event.put(
                        "@timestamp",
                        Verdicts.NOW
                                .plusMillis(((Number) sample.get("offset_ms")).longValue())
                                .toString());
                events.add(event);
            }
        }
        return events;
    }

    private static RuleTests testsOf(String ruleId) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".tests.json"))
                    .toList()) {
                RuleTests tests = JSON.readValue(file.toFile(), RuleTests.class);
                if (tests.rule_id().equals(ruleId)) {
                    return tests;
                }
            }
        }
        throw new IllegalStateException("no tests for rule [" + ruleId + "]");
    }
}
