package org.esdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.esdetect.engine.InMemoryRun.Match;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.rule.BundledRules;
import org.esdetect.rule.Rule;
import org.esdetect.testing.RuleCases;
import org.esdetect.testing.TestRules;
import org.junit.jupiter.api.Test;

class InMemoryRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAIR = "sequence by host with maxspan=1m [any where n == \"a\"] [any where n == \"b\"]";

    @Test
    void judge_anEventRule_namesEachEvent() {
        CompiledRule rule = compile("r", "any where n == \"a\"", Map.of());
        assertThat(InMemoryRun.judge(rule, List.of(at(5, "a"), at(4, "b"), at(3, "a"))))
                .containsExactly(List.of(0), List.of(2));
    }

    @Test
    void judge_aSequence_takesEventsInTimeOrder_andNamesThemInStepOrder() {
        CompiledRule rule = compile("r", PAIR, Map.of());
        assertThat(InMemoryRun.judge(rule, List.of(at(2, "b"), at(9, "a"), at(1, "a"))))
                .containsExactly(List.of(2, 0));
    }

    @Test
    void judge_eventsOfOneTime_comeByTheirTiebreaker_thenAsGiven() {
        CompiledRule byDefault = compile("r", PAIR, Map.of());
        assertThat(InMemoryRun.judge(byDefault, List.of(at(1, "a"), at(1, "b"))))
                .containsExactly(List.of(0, 1));
        assertThat(InMemoryRun.judge(byDefault, List.of(at(1, "b"), at(1, "a"))))
                .isEmpty();
        assertThat(InMemoryRun.judge(
                        byDefault, List.of(at(1, "b", "event.sequence", 2), at(1, "a", "event.sequence", 1))))
                .containsExactly(List.of(1, 0));

        CompiledRule byOwn = compile(
                PAIR, new Rule.FieldNames("event.category", "@timestamp", Optional.of("serial"), Optional.empty()));
        assertThat(InMemoryRun.judge(byOwn, List.of(at(1, "b", "serial", 2), at(1, "a", "serial", 1))))
                .containsExactly(List.of(1, 0));
    }

    @Test
    void judge_manyEventsOfOneTime_keepTheOrderGiven() {
        List<Event> events = new ArrayList<>();
        IntStream.range(0, 300).forEach(i -> events.add(at(1, i % 2 == 0 ? "a" : "b")));
        assertThat(InMemoryRun.judge(compile("r", PAIR, Map.of()), events))
                .hasSize(150)
                .allMatch(match -> match.get(1) == match.get(0) + 1);
    }

    @Test
    void judge_theRulesOwnFields_standForTimeAndCategory() {
        CompiledRule rule = compile(
                "sequence by host [file where n == \"a\"] [file where n == \"b\"]",
                new Rule.FieldNames("kind", "seen", Optional.empty(), Optional.of("@timestamp")));
        Event first = new MapEvent(Map.of("seen", "2026-01-01T00:00:00.000001Z", "n", "a", "host", 1, "kind", "file"));
        Event second = new MapEvent(Map.of("seen", "2026-01-01T00:00:00.000002Z", "n", "b", "host", 1, "kind", "file"));
        assertThat(InMemoryRun.judge(rule, List.of(second, first))).containsExactly(List.of(1, 0));
        assertThat(InMemoryRun.judge(rule, List.of(at(1, "a"), at(2, "b")))).isEmpty();
    }

    @Test
    void judge_anEventWithoutATime_takesNoPartInASequence() {
        CompiledRule rule = compile("r", PAIR, Map.of());
        Event timeless = new MapEvent(Map.of("n", "a", "host", "h"));
        Event unreadable = new MapEvent(Map.of("n", "a", "host", "h", "@timestamp", "yesterday"));
        assertThat(InMemoryRun.judge(rule, List.of(timeless, unreadable, at(2, "b"))))
                .isEmpty();
    }

    @Test
    void judge_missingSteps_areLeftOut() {
        CompiledRule rule = compile(
                "r",
                "sequence by host with maxspan=1m [any where n == \"a\"] ![any where n == \"x\"] [any where n == \"b\"]",
                Map.of());
        assertThat(InMemoryRun.judge(rule, List.of(at(1, "a"), at(3, "b")))).containsExactly(List.of(0, 1));
        assertThat(InMemoryRun.judge(rule, List.of(at(1, "a"), at(2, "x"), at(3, "b"))))
                .isEmpty();
    }

    @Test
    void judge_aRuleThatIsSwitchedOff_isJudged_andOneWithAnErrorIsNot() {
        assertThat(InMemoryRun.judge(compile("r", "any where true", Map.of("enabled", false)), List.of(at(1, "a"))))
                .hasSize(1);
        assertThat(InMemoryRun.judge(compile("r", "any where", Map.of()), List.of(at(1, "a"))))
                .isEmpty();
    }

    @Test
    void run_aTarget_isAskedOfTheRulesThatNameIt() {
        InMemoryRun run = new InMemoryRun(rules());
        assertThat(run.accept(at(1, "a"), "logs-1")).containsExactly(new Match("event-1", List.of(0)));
        assertThat(run.accept(at(2, "b"), "logs-2")).isEmpty();
        assertThat(run.accept(at(3, "a"), "logs-2")).containsExactly(new Match("event-2", List.of(2)));
        assertThat(run.accept(at(4, "b"), "logs-2")).isEmpty();
        assertThat(run.sequences().matches()).containsExactly(new Match("pair-2", List.of(2, 3)));
    }

    @Test
    void run_anEventOfNoKnownTarget_isJudgedByEveryRule_inOrder() {
        InMemoryRun run = new InMemoryRun(rules());
        assertThat(run.accept(at(1, "a")))
                .containsExactly(new Match("event-1", List.of(0)), new Match("event-2", List.of(0)));
        assertThat(run.accept(at(2, "b"))).isEmpty();
        assertThat(run.accept(at(3, "a"), "logs-1")).containsExactly(new Match("event-1", List.of(2)));
        assertThat(run.sequences().matches())
                .containsExactly(new Match("pair-1", List.of(0, 1)), new Match("pair-2", List.of(0, 1)));
    }

    @Test
    void run_aSequenceThatNeedsTooMuch_failsAlone() {
        InMemoryRun run = new InMemoryRun(List.of(
                compile("large", "sequence by k [any where true] [any where false]", Map.of()),
                compile("small", "sequence by host [any where n == \"a\"] [any where n == \"b\"]", Map.of())));
        List<Integer> many = IntStream.range(0, 2_000).boxed().toList();
        run.accept(at(1, "a", "k", many));
        run.accept(at(2, "b"));
        assertThat(run.sequences().matches()).containsExactly(new Match("small", List.of(0, 1)));
        assertThat(run.sequences().failures()).containsOnlyKeys("large");
        assertThat(run.sequences().failures().get("large")).contains("[1000] join keys per event");
    }

    @Test
    void judge_theCasesOfTheBundledRules_agreesWithThePlainEvaluator() throws IOException {
        Map<String, CompiledRule> bundled = new LinkedHashMap<>();
        BundledRules.load().forEach(rule -> bundled.put(rule.id(), RuleCompiler.compile(rule)));
        int compared = 0;
        for (RuleCases cases : RuleCases.all()) {
            CompiledRule rule = bundled.get(cases.ruleId());
            for (RuleCases.Case one : cases.cases()) {
                List<Map<String, Object>> sources = JSON.convertValue(one.events(), new TypeReference<>() {});
                List<Event> events = sources.stream().<Event>map(MapEvent::new).toList();
                List<List<String>> found = InMemoryRun.judge(rule, events).stream()
                        .map(match -> match.stream()
                                .map(position -> Verdicts.id(events.get(position)))
                                .toList())
                        .toList();
                assertThat(found).as(one.name()).isEqualTo(new Verdicts(rule).of(sources));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    private static List<CompiledRule> rules() {
        return List.of(
                compile("event-2", "any where n == \"a\"", Map.of("index", List.of("logs-2"), "enabled", false)),
                compile("event-1", "any where n == \"a\"", Map.of("index", List.of("logs-1"))),
                compile("pair-2", PAIR, Map.of("index", List.of("logs-2"))),
                compile("pair-1", PAIR, Map.of("index", List.of("logs-1"))));
    }

    private static CompiledRule compile(String id, String query, Map<String, Object> differences) {
        Map<String, Object> all = new LinkedHashMap<>(differences);
        all.put("query", query);
        return RuleCompiler.compile(TestRules.rule(id, all));
    }

    private static CompiledRule compile(String query, Rule.FieldNames fields) {
        Rule usual = TestRules.rule("r");
        return RuleCompiler.compile(new Rule(
                "r",
                usual.name(),
                true,
                "eql",
                query,
                usual.indices(),
                "low",
                1,
                usual.timing(),
                fields,
                usual.document()));
    }

    private static MapEvent at(int second, String n) {
        return at(second, n, "more", "no");
    }

    private static MapEvent at(int second, String n, String field, Object value) {
        return new MapEvent(Map.of("@timestamp", second * 1000, "n", n, "host", "h", field, value));
    }
}
