package org.esdetect.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esdetect.condition.Terms.affix;
import static org.esdetect.condition.Terms.call;
import static org.esdetect.condition.Terms.computed;
import static org.esdetect.condition.Terms.constant;
import static org.esdetect.condition.Terms.exists;
import static org.esdetect.condition.Terms.field;
import static org.esdetect.condition.Terms.is;
import static org.esdetect.condition.Terms.like;
import static org.esdetect.condition.Terms.not;
import static org.esdetect.condition.Terms.oneOf;
import static org.esdetect.condition.Terms.range;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of what a leaf, a negation and a null test mean, row by row, for both forms of judging. */
class EvaluatorTest {
    private static final Map<String, Map<String, Object>> TEXT_EVENTS = new LinkedHashMap<>();
    private static final Map<String, Map<String, Object>> NUMBER_EVENTS = new LinkedHashMap<>();

    static {
        TEXT_EVENTS.put("missing", Map.of());
        TEXT_EVENTS.put("x", Map.of("f", "x"));
        TEXT_EVENTS.put("y", Map.of("f", "y"));
        TEXT_EVENTS.put("[x,y]", Map.of("f", List.of("x", "y")));
        TEXT_EVENTS.put("longer", Map.of("f", "longer"));
        TEXT_EVENTS.put("empty", Map.of("f", ""));
        NUMBER_EVENTS.put("missing", Map.of());
        NUMBER_EVENTS.put("1", Map.of("a", 1));
        NUMBER_EVENTS.put("5", Map.of("a", 5));
        NUMBER_EVENTS.put("[1,5]", Map.of("a", List.of(1, 5)));
    }

    private static final Expression F = field("f");
    private static final Expression A = field("a");
    private static final Condition LONG_F =
            computed(new Expression.Compare(Order.GREATER, call(Function.LENGTH, F), constant(3L)));
    private static final Condition STARTS_WITH_X = affix("f", Predicate.Affix.Position.START, "x");
    private static final Condition BOTH = Condition.allOf(List.of(is("f", "x"), is("f", "y")));
    private static final Condition OVER_3 = range("a", Order.GREATER, 3L);
    private static final Condition SUM_OVER_5 =
            computed(new Expression.Compare(Order.GREATER, call(Function.ADD, A, constant(1L)), constant(5L)));

    static Stream<Arguments> texts() {
        return Stream.of(
                row("f : \"x\"", oneOf("f", false, "X"), "x", "[x,y]"),
                row("f == \"x\"", is("f", "x"), "x", "[x,y]"),
                row("f == \"X\"", is("f", "X")),
                row("f in (\"x\",\"z\")", oneOf("f", true, "x", "z"), "x", "[x,y]"),
                row("f like \"x*\"", like("f", true, "x*"), "x", "[x,y]"),
                row("not f : \"x\"", not(oneOf("f", false, "x")), "missing", "y", "longer", "empty"),
                row("f != \"x\"", not(is("f", "x")), "missing", "y", "longer", "empty"),
                row("f not in (\"x\",\"z\")", not(oneOf("f", true, "x", "z")), "missing", "y", "longer", "empty"),
                row("not f like \"x*\"", not(like("f", true, "x*")), "missing", "y", "longer", "empty"),
                row("f : \"*\"", like("f", false, "*"), "x", "y", "[x,y]", "longer", "empty"),
                row("not f : \"*\"", not(like("f", false, "*")), "missing"),
                row("f : \"\"", oneOf("f", false, ""), "empty"),
                row("length(f) > 3", LONG_F, "longer"),
                row("not length(f) > 3", not(LONG_F), "missing", "x", "y", "[x,y]", "empty"),
                row("f == null", not(exists("f")), "missing"),
                row("f != null", exists("f"), "x", "y", "[x,y]", "longer", "empty"),
                row("not f == null", not(not(exists("f"))), "x", "y", "[x,y]", "longer", "empty"),
                row("length(f) == null", computed(new Expression.IsNull(call(Function.LENGTH, F))), "missing"),
                row("startsWith(f, \"x\")", STARTS_WITH_X, "x", "[x,y]"),
                row("not startsWith(f, \"x\")", not(STARTS_WITH_X), "missing", "y", "longer", "empty"),
                row("f == \"x\" and f == \"y\"", BOTH, "[x,y]"),
                row("not (f == \"x\" and f == \"y\")", not(BOTH), "missing", "x", "y", "longer", "empty"),
                row(
                        "startsWith(f, \"\")",
                        affix("f", Predicate.Affix.Position.START, ""),
                        "x",
                        "y",
                        "[x,y]",
                        "longer",
                        "empty"),
                row("stringContains(f, \"\")", affix("f", Predicate.Affix.Position.ANYWHERE, "")),
                row("stringContains(f, \"on\")", affix("f", Predicate.Affix.Position.ANYWHERE, "on"), "longer"),
                row("endsWith(f, \"er\")", affix("f", Predicate.Affix.Position.END, "er"), "longer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void matches_textLeaf_holdsForExactlyThese(String written, Condition condition, List<String> expected) {
        assertThat(matching(condition, TEXT_EVENTS)).isEqualTo(expected);
    }

    static Stream<Arguments> numbers() {
        Expression over3 = new Expression.Compare(Order.GREATER, A, constant(3L));
        return Stream.of(
                row("a > 3", OVER_3, "5", "[1,5]"),
                row("not a > 3", not(OVER_3), "missing", "1"),
                row("a <= 3", range("a", Order.LESS_OR_EQUAL, 3L), "1", "[1,5]"),
                row(
                        "a > 2 and a < 4",
                        Condition.allOf(List.of(range("a", Order.GREATER, 2L), range("a", Order.LESS, 4L))),
                        "[1,5]"),
                row("a + 1 > 5", SUM_OVER_5, "5", "[1,5]"),
                row("not a + 1 > 5", not(SUM_OVER_5), "missing", "1"),
                row("null == (a > 3)", computed(new Expression.IsNull(over3)), "missing"),
                row("(a > 3) == false", not(OVER_3), "missing", "1"),
                row("a == 5.0", oneOf("a", true, 5.0), "5", "[1,5]"),
                row("a == \"5\"", oneOf("a", true, "5"), "5", "[1,5]"),
                row("a : \"5*\"", like("a", false, "5*"), "5", "[1,5]"),
                row("a / 0 == 1", divisionByZero(), new String[0]),
                row("not a / 0 == 1", not(divisionByZero()), "missing", "1", "5", "[1,5]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("numbers")
    void matches_numberLeaf_holdsForExactlyThese(String written, Condition condition, List<String> expected) {
        assertThat(matching(condition, NUMBER_EVENTS)).isEqualTo(expected);
    }

    @Test
    void matches_negatedConjunction_holdsWhenNotBothHold() {
        Condition condition = not(Condition.allOf(List.of(oneOf("a", true, 1L), oneOf("b", true, 2L))));

        for (Map<String, Object> event : List.<Map<String, Object>>of(
                Map.of(), Map.of("a", 1), Map.of("a", 1, "b", 3), Map.of("a", 3, "b", 2))) {
            assertThat(verdict(condition, event)).as("%s", event).isTrue();
        }
        assertThat(verdict(condition, Map.of("a", 1, "b", 2))).isFalse();
        assertThat(verdict(condition, Map.of("a", List.of(1, 9), "b", List.of(2, 7))))
                .isFalse();
    }

    @Test
    void matches_nullTestOfAnExpression_asksWhetherSomeCombinationIsNull() {
        Expression index = call(Function.INDEX_OF, F, constant("x"));
        Condition isNull = computed(new Expression.IsNull(index));

        assertThat(verdict(isNull, Map.of("f", List.of("xa", "b")))).isTrue();
        assertThat(verdict(not(isNull), Map.of("f", List.of("xa", "b")))).isFalse();
        assertThat(verdict(not(isNull), Map.of("f", List.of("xa", "bx")))).isTrue();
    }

    @Test
    void matches_mentionsOfOneField_rangeIndependently() {
        Condition condition = computed(new Expression.Equal(call(Function.CONCAT, F, F), constant("xy")));

        assertThat(verdict(condition, Map.of("f", List.of("x", "y")))).isTrue();
        assertThat(verdict(condition, Map.of("f", "x"))).isFalse();
    }

    @Test
    void matches_oneFieldWithinAnother_triesAllPairs() {
        Condition condition = computed(call(Function.STARTS_WITH, field("b"), F));

        assertThat(verdict(condition, Map.of("f", List.of("q", "lo"), "b", List.of("x", "long"))))
                .isTrue();
        assertThat(verdict(condition, Map.of("f", List.of("q", "z"), "b", List.of("x", "long"))))
                .isFalse();
        assertThat(verdict(condition, Map.of("b", "long"))).isFalse();
    }

    @Test
    void matches_nullLiteralAsCondition_holdsForNothing() {
        assertThat(verdict(computed(constant(null)), Map.of())).isFalse();
        assertThat(verdict(computed(new Expression.Not(constant(null))), Map.of()))
                .isFalse();
        assertThat(verdict(computed(new Expression.IsNull(constant(null))), Map.of()))
                .isTrue();
        assertThat(verdict(computed(new Expression.Compare(Order.LESS, constant(1L), constant(null))), Map.of()))
                .isFalse();
    }

    @Test
    void matches_connectivesInsideACall_areThreeValuedForEachCombination() {
        Expression decided = new Expression.Or(
                new Expression.Compare(Order.GREATER, A, constant(1L)),
                new Expression.Compare(Order.GREATER, field("b"), constant(2L)));
        Condition isTrue = computed(new Expression.Equal(call(Function.STRING, decided), constant("true")));
        Condition isFalse = computed(new Expression.Equal(call(Function.STRING, decided), constant("false")));

        assertThat(verdict(isTrue, Map.of("a", 2))).isTrue();
        assertThat(verdict(isFalse, Map.of("a", 0))).isFalse();
        assertThat(verdict(isFalse, Map.of("a", 0, "b", 0))).isTrue();
    }

    @Test
    void matches_booleanField_acceptsTheTextOfABoolean() {
        Condition condition = oneOf("flag", true, true);

        assertThat(verdict(condition, Map.of("flag", true))).isTrue();
        assertThat(verdict(condition, Map.of("flag", "true"))).isTrue();
        assertThat(verdict(condition, Map.of("flag", List.of(false, "true")))).isTrue();
        assertThat(verdict(condition, Map.of("flag", "yes"))).isFalse();
        assertThat(verdict(not(condition), Map.of())).isTrue();
    }

    @Test
    void matches_regex_isLucenesDialectOverTheWholeValue() {
        assertThat(verdict(Terms.regex("f", true, "ab+"), Map.of("f", "abb"))).isTrue();
        assertThat(verdict(Terms.regex("f", true, "ab+"), Map.of("f", "xabb"))).isFalse();
        assertThat(verdict(Terms.regex("f", true, "x", "\"a.c\""), Map.of("f", "a.c")))
                .isTrue();
        assertThat(verdict(Terms.regex("f", true, "\"a.c\""), Map.of("f", "abc")))
                .isFalse();
        assertThat(verdict(Terms.regex("f", true, "#"), Map.of("f", ""))).isFalse();
        assertThat(verdict(Terms.regex("f", true, "@&~(.*x.*)"), Map.of("f", "abc")))
                .isTrue();
        assertThat(verdict(Terms.regex("f", true, "<1-10>"), Map.of("f", "7"))).isTrue();
        assertThat(verdict(Terms.regex("f", true, "^a$"), Map.of("f", "^a$"))).isTrue();
        assertThat(verdict(Terms.regex("f", true, "a.b"), Map.of("f", "a\nb"))).isTrue();
        assertThat(verdict(Terms.regex("f", false, "abc"), Map.of("f", "ABC"))).isTrue();
        assertThat(verdict(Terms.regex("f", false, "[a-c]+"), Map.of("f", "ABC")))
                .isFalse();
        assertThat(verdict(Terms.regex("f", true, "\\d+"), Map.of("f", 4688))).isTrue();
    }

    @Test
    void matches_malformedOrHugeRegex_isTheCallersMistake() {
        assertThatThrownBy(() -> verdict(Terms.regex("f", true, "a("), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> verdict(Terms.regex("f", true, ".*a.{30}"), Map.of()))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessage("needs more than [10000] steps to prepare a regular expression");
    }

    @Test
    void matches_tooManyCombinations_isFalseOrTheCallersToKnow() {
        List<Object> many = new ArrayList<>(Collections.nCopies(1_000, "x"));
        Condition leaf = computed(call(Function.STARTS_WITH, F, field("b")));
        Event event = new MapEvent(Map.of("f", many, "b", Collections.nCopies(1_000, "y")));

        assertThat(Evaluator.matches(leaf, event)).isFalse();
        assertThat(CompiledCondition.compile(leaf).matches(event)).isFalse();
        for (Condition condition : List.of(leaf, not(leaf))) {
            assertThatThrownBy(() -> Evaluator.matches(condition, event, new Budget("combinations of values", 50_000)))
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessage("needs more than [50000] combinations of values");
            assertThatThrownBy(() -> CompiledCondition.compile(condition)
                            .matches(event, new Budget("combinations of values", 50_000)))
                    .isInstanceOf(BudgetExceededException.class);
        }
        assertThat(Evaluator.matches(leaf, event, new Budget("combinations of values", 1_000_000)))
                .isFalse();
    }

    @Test
    void matches_budget_isSpentByOnePerCombination() {
        Budget budget = new Budget("combinations of values", 100);
        Event event = new MapEvent(Map.of("f", List.of("a", "b", "c"), "b", List.of("x", "y")));

        assertThat(Evaluator.matches(computed(call(Function.STARTS_WITH, F, field("b"))), event, budget))
                .isFalse();
        assertThat(budget.left()).isEqualTo(94);
    }

    private static Condition divisionByZero() {
        return computed(new Expression.Equal(call(Function.DIVIDE, A, constant(0L)), constant(1L)));
    }

    private static Arguments row(String written, Condition condition, String... events) {
        return Arguments.of(written, condition, Arrays.asList(events));
    }

    private static List<String> matching(Condition condition, Map<String, Map<String, Object>> events) {
        return events.entrySet().stream()
                .filter(event -> verdict(condition, event.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean verdict(Condition condition, Map<String, Object> event) {
        boolean verdict = Evaluator.matches(condition, new MapEvent(event));
        assertThat(CompiledCondition.compile(condition).matches(new MapEvent(event)))
                .as("the compiled form's verdict")
                .isEqualTo(verdict);
        return verdict;
    }
}
