package org.esdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esdetect.engine.ExceptionRules.event;
import static org.esdetect.engine.ExceptionRules.item;
import static org.esdetect.engine.ExceptionRules.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.rule.ExceptionList;
import org.esdetect.testing.TestRules;
import org.junit.jupiter.api.Test;

class RuleExceptionsTest {
    private static final String PAIR =
            "sequence by host with maxspan=1m [any where n == \"a\"] with runs=2 [any where n == \"b\"]";

    @Test
    void of_anyMatchingItem_takesTheEventOut() {
        CompiledRule rule = rule("any where n == 1", item("one", "'eql':'f == 1'"), item("two", "'eql':'f == 2'"));

        assertThat(rule.raises(event("n", 1), 0)).isTrue();
        assertThat(rule.raises(event("n", 2), 0)).isFalse();
        assertThat(rule.exception(event("n", 1, "f", 2), 0))
                .map(by -> by.item().id())
                .contains("two");
        assertThat(rule.raises(event("n", 1, "f", 2), 0)).isFalse();
    }

    /** The moment of judgement is the event's, so that every path comes to the same verdict. */
    @Test
    void of_anItemThatExpires_goesByWhenTheEventArrived() {
        CompiledRule rule =
                rule("any where n == 1", item("one", "'expire_time':'2026-01-01T00:00:00Z','eql':'n == 1'"));
        long later = 4_000_000_000_000L;

        assertThat(rule.raises(event("n", 1, "detect", Map.of("at", "2025-12-31T23:59:59.999Z")), later))
                .isFalse();
        assertThat(rule.raises(event("n", 1, "event.ingested", "2025-12-31T23:59:59.999Z"), later))
                .isFalse();
        assertThat(rule.raises(event("n", 1, "event.ingested", "2026-01-01T00:00:00Z"), 0))
                .isTrue();
        assertThat(rule.raises(event("n", 1), later)).isTrue();
        assertThat(rule.raises(event("n", 1), 0)).isFalse();
    }

    @Test
    void judge_inTheNetwork_tellsWhichExceptionKeptWhichRuleStill() {
        CompiledRule quiet = rule("any where n == 1", item("one", "'eql':'f == 1'"));
        CompiledRules rules = new CompiledRules(
                List.of(quiet, RuleCompiler.compile(TestRules.rule("other", Map.of("query", "any where n == 1")))), 0);

        Verdict verdict = rules.judge(Map.of("n", 1, "f", 1), "logs-x", Set.of(), null, () -> 0);

        assertThat(verdict.matched()).extracting(rule -> rule.rule().id()).containsExactly("other");
        assertThat(verdict.excepted()).singleElement().satisfies(excepted -> {
            assertThat(excepted.rule()).isSameAs(quiet);
            assertThat(excepted.by().item().id()).isEqualTo("one");
        });
        assertThat(verdict.isNothing()).isFalse();
        assertThat(rules.judge(Map.of("n", 2, "f", 1), "logs-x", Set.of(), null, () -> 0))
                .isSameAs(Verdict.NOTHING);
    }

    @Test
    void countedException_isToldOnce_andMereQuestionsAreNot() {
        List<String> told = new ArrayList<>();
        CompiledRule plain = rule("any where n == 1", item("one", "'eql':'f == 1'"));
        CompiledRule rule = plain.withExceptions(new RuleExceptions(
                plain.exceptions().items(),
                List.of(),
                List.of(),
                (of, by) -> told.add(of.rule().id() + "/" + by.item().id())));

        rule.raises(event("n", 1, "f", 1), 0);
        rule.exception(event("n", 1, "f", 1), 0);
        assertThat(told).isEmpty();
        rule.countedException(event("n", 1, "f", 1), 0);
        assertThat(told).containsExactly("r/one");
    }

    @Test
    void sequence_anExceptedEvent_servesNoStep() {
        List<Event> events = List.of(at(1, "a"), at(2, "a", "f", 1), at(3, "b"));

        assertThat(InMemoryRun.judge(rule(PAIR), events, 0)).containsExactly(List.of(0, 1, 2));
        assertThat(InMemoryRun.judge(rule(PAIR, item("one", "'eql':'f == 1'")), events, 0))
                .isEmpty();
    }

    /** Steps count as the query writes them: both runs are step 1. */
    @Test
    void sequence_anExceptionOfOneStep_leavesTheOthersAlone() {
        CompiledRule first = rule(PAIR, item("one", "'step':1,'eql':'f == 1'"));
        CompiledRule second = rule(PAIR, item("one", "'step':2,'eql':'f == 1'"));
        List<Event> marked = List.of(at(1, "a"), at(2, "a"), at(3, "b", "f", 1));

        assertThat(InMemoryRun.judge(first, marked, 0)).containsExactly(List.of(0, 1, 2));
        assertThat(InMemoryRun.judge(second, marked, 0)).isEmpty();
        for (int run = 0; run < 2; run++) {
            List<Event> events = new ArrayList<>(List.of(at(1, "a"), at(2, "a"), at(3, "b")));
            events.set(run, at(run + 1, "a", "f", 1));
            assertThat(InMemoryRun.judge(first, events, 0)).isEmpty();
            assertThat(InMemoryRun.judge(second, events, 0)).containsExactly(List.of(0, 1, 2));
        }
    }

    @Test
    void singleEvent_anExceptionOfOneStep_hasNoEffect() {
        assertThat(rule("any where n == 1", item("one", "'step':1,'eql':'n == 1'"))
                        .raises(event("n", 1), 0))
                .isTrue();
    }

    /** As Kibana filters the input of the whole sequence. */
    @Test
    void sequence_anExceptedEvent_isNeitherUntilNorAMissingStep() {
        String query = "sequence by host with maxspan=1m [any where n == \"a\"] ![any where n == \"x\"]"
                + " [any where n == \"b\"] until [any where n == \"u\"]";
        CompiledRule rule = rule(query, item("one", "'eql':'f == 1'"));

        assertThat(InMemoryRun.judge(rule, List.of(at(1, "a"), at(2, "x"), at(3, "b")), 0))
                .isEmpty();
        assertThat(InMemoryRun.judge(rule, List.of(at(1, "a"), at(2, "x", "f", 1), at(3, "b")), 0))
                .containsExactly(List.of(0, 2));
        assertThat(InMemoryRun.judge(rule, List.of(at(1, "a"), at(2, "u"), at(3, "b")), 0))
                .isEmpty();
        assertThat(InMemoryRun.judge(rule, List.of(at(1, "a"), at(2, "u", "f", 1), at(3, "b")), 0))
                .containsExactly(List.of(0, 2));
    }

    @Test
    void lists_aRuleWithoutOneOfItsLists_isNotActive() {
        CompiledRule rule = rule("any where n == 1");
        CompiledRule without = rule.withExceptions(ExceptionLists.NONE.of(rule.rule()));

        assertThat(without.exceptions().missingLists()).containsExactly("l");
        assertThat(without.isActive()).isFalse();
        assertThat(rule("any where n == 1", item("one", "'eql':'f == 1'")).isActive())
                .isTrue();
    }

    @Test
    void lists_oneThatNamesARule_isAttachedToIt() {
        ExceptionLists lists = ExceptionLists.compile(
                List.of(
                        new ExceptionList("l", "detection", "l", List.of("r-2"), Map.of()),
                        new ExceptionList("e", "endpoint", "e", List.of("r-2"), Map.of())),
                List.of(item("one", "'eql':'f == 1'"), item("bad", "'eql':'f ='")),
                ExceptionLists.NONE,
                ExceptionHits.NONE);

        assertThat(lists.of(TestRules.rule("r-1"))).isSameAs(RuleExceptions.NONE);
        RuleExceptions attached = lists.of(TestRules.rule("r-2"));
        assertThat(attached.items()).extracting(each -> each.item().id()).containsExactly("one");
        assertThat(attached.unapplied()).containsExactly("bad");
        assertThat(attached.missingLists()).isEmpty();
    }

    @Test
    void lists_compiledAgain_takeOverWhatDidNotChange() {
        ExceptionLists before = ExceptionRules.lists(item("one", "'eql':'f == 1'"), item("two", "'eql':'f == 2'"));
        ExceptionLists after = ExceptionLists.compile(
                List.of(),
                List.of(item("one", "'eql':'f == 1'"), item("two", "'eql':'f == 3'")),
                before,
                ExceptionHits.NONE);

        assertThat(after.item("one")).containsSame(before.item("one").orElseThrow());
        assertThat(after.item("two").orElseThrow())
                .isNotSameAs(before.item("two").orElseThrow());
    }

    private static Event at(int second, String n, Object... more) {
        MapEvent event = (MapEvent) event(more);
        event.document().putAll(Map.of("@timestamp", "2026-01-01T00:00:0" + second + "Z", "n", n, "host", "h"));
        return new MapEvent(event.document());
    }
}
