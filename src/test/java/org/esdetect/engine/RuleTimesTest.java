package org.esdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esdetect.testing.TestRules;
import org.junit.jupiter.api.Test;

/** What a rule costs is told of those that a document touches, and of no other. */
class RuleTimesTest {
    private static final String TARGET = "logs-endpoint.events.process-default";
    private static final CompiledRules RULES = new CompiledRules(
            List.of(
                    rule("matches", "process where process.name : \"cmd.exe\""),
                    rule("other-name", "process where process.name : \"sh\""),
                    rule("touched", "process where process.name : \"cmd.exe\" and user.name : \"eve\""),
                    rule("without-witness", "process where not process.name : \"cmd.exe\"")),
            1);

    @Test
    void match_timed_tellsWhatEachTouchedRuleTook() {
        Times times = new Times();
        assertThat(RULES.judge(event("process", "cmd.exe"), TARGET, Set.of(), times)
                        .matched())
                .extracting(rule -> rule.rule().id())
                .containsExactly("matches");
        assertThat(times.told)
                .containsOnlyKeys("matches", "touched", "without-witness")
                .allSatisfy((rule, nanos) -> assertThat(nanos).isEqualTo(10));
        assertThat(times.looks).as("one look a rule, and one before").isEqualTo(4);
    }

    @Test
    void match_untouched_tellsNothing() {
        Times times = new Times();
        assertThat(RULES.judge(event("library", "cmd.exe"), TARGET, Set.of(), times)
                        .isNothing())
                .isTrue();
        assertThat(times.told).isEmpty();
    }

    private static CompiledRule rule(String id, String query) {
        return RuleCompiler.compile(TestRules.rule(id, Map.of("query", query)));
    }

    private static Map<String, Object> event(String category, String name) {
        return Map.of("event", Map.of("category", category), "process", Map.of("name", name));
    }

    /** Each look at it takes 10 ns. */
    private static final class Times implements RuleTimes {
        private final Map<String, Long> told = new LinkedHashMap<>();
        private int looks;

        @Override
        public long getAsLong() {
            return 10L * looks++;
        }

        @Override
        public void judged(CompiledRule rule, long nanos) {
            assertThat(told.put(rule.rule().id(), nanos)).isNull();
        }
    }
}
