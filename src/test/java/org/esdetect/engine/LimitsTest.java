package org.esdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.esdetect.testing.TestRules;
import org.esdetect.text.Problem;
import org.junit.jupiter.api.Test;

/** The largest rules that people write pass; what would need too much memory or work is refused with its limit. */
class LimitsTest {
    /** The longest of the published rules. */
    private static final int LONGEST = 46_906;

    private static final int STRINGS = 2_609;

    @Test
    void compile_aRuleAsLongAsTheLongestPublished_judges() {
        String list = list(STRINGS, i -> "driver-" + i + ".sys");
        CompiledRule rule =
                compile(padded("driver where " + "(".repeat(28) + "file.name : (" + list + ")" + ")".repeat(28)));
        assertThat(rule.rule().query()).hasSizeGreaterThanOrEqualTo(LONGEST);
        assertThat(rule.problems()).isEmpty();
        assertThat(names(rule, "DRIVER-2608.SYS")).isTrue();
        assertThat(names(rule, "driver-2609.sys")).isFalse();
    }

    @Test
    void compile_aListOfPatternsAsLong_judges() {
        CompiledRule rule = compile("driver where file.name : (" + list(STRINGS, i -> "d*-" + i + "?.sys") + ")");
        assertThat(rule.problems()).isEmpty();
        assertThat(names(rule, "driver-2608x.sys")).isTrue();
        assertThat(names(rule, "driver-2609x.sys")).isFalse();
    }

    /** As an automaton of all, each question mark behind a star would double the states. */
    @Test
    void compile_aListOfHardPatterns_judgesWithoutAnAutomatonOfAll() {
        String hole = "?".repeat(40);
        CompiledRule rule =
                compile("driver where file.name like (" + list(2_000, i -> "*" + i + "a" + hole + "*") + ")");
        assertThat(rule.plan()).isPresent();
        assertThat(names(rule, "x1999a" + "b".repeat(40))).isTrue();
        assertThat(names(rule, "x1999a" + "b".repeat(39))).isFalse();
    }

    @Test
    void compile_manyClauses_areComparedWithinBounds() {
        String clauses = IntStream.range(0, 8_000)
                .mapToObj(i -> "user.name != \"u" + i + "\"")
                .collect(Collectors.joining(" and "));
        CompiledRule rule = compile("any where " + clauses);
        assertThat(rule.problems()).isEmpty();
        assertThat(rule.matches(path -> List.of("u8000"))).isTrue();
        assertThat(rule.matches(path -> List.of("u7999"))).isFalse();
    }

    @Test
    void compile_contradictionsWithoutEnd_areReportedAHundredTimes() {
        String clauses = IntStream.range(0, 2_000)
                .mapToObj(i -> "(user.name == \"u" + i + "\" and user.name != \"u" + i + "\")")
                .collect(Collectors.joining(" or "));
        assertThat(compile("any where " + clauses).problems())
                .hasSize(100)
                .allMatch(problem -> problem.code() == Problem.Code.CONSTANT_CLAUSE);
    }

    private static String list(int size, IntFunction<String> text) {
        return IntStream.range(0, size)
                .mapToObj(i -> "\"" + text.apply(i) + "\"")
                .collect(Collectors.joining(", "));
    }

    private static String padded(String query) {
        return query + " ".repeat(Math.max(0, LONGEST - query.length() - 1)) + "/**/";
    }

    private static boolean names(CompiledRule rule, String name) {
        return rule.matches(path -> path.equals("file.name")
                ? List.of(name)
                : path.equals("event.category") ? List.of("driver") : List.of());
    }

    private static CompiledRule compile(String query) {
        return RuleCompiler.compile(TestRules.rule("large", Map.of("query", query)));
    }
}
