package org.esdetect.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSyntaxTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".*\\.(exe|dll)",
                "[^a-z]{2,5}\\d+\\w\\s",
                "\"quoted (\" text",
                "~(abc)&@",
                "<1-1000>",
                "#",
                "a{1000}",
                ".{0,500}x"
            })
    void fault_ofWhatTheIndexTakes_isNone(String pattern) {
        for (boolean caseSensitive : List.of(true, false)) {
            assertThat(RegexSyntax.fault(pattern, caseSensitive)).isEmpty();
            assertThat(RegexSyntax.faultOfAll(List.of(pattern), caseSensitive, states()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a)", "[a", "a{2", "\\b", "\\p{L}", "<5-x>", "\"open"})
    void fault_ofWhatIsMalformed_saysSo(String pattern) {
        assertThat(RegexSyntax.fault(pattern, true)).hasValueSatisfying(fault -> {
            assertThat(fault.tooLarge()).isFalse();
            assertThat(fault.message()).startsWith("cannot be read: ");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"((a{100}){100}){100}", "(ab){2147483647}", "(a{0,2147483647}b){2}", "(abc){5000}"})
    void fault_ofTooManyStates_isFoundBeforeTheyAreBuilt(String pattern) {
        assertThat(RegexSyntax.fault(pattern, true))
                .hasValueSatisfying(fault -> assertThat(fault.tooLarge()).isTrue());
    }

    @Test
    void fault_ofALongOrDeepPattern_namesTheLimit() {
        assertThat(RegexSyntax.fault("a".repeat(1_001), true).map(RegexSyntax.Fault::message))
                .contains("has [1001] characters, the limit is [1000]");
        assertThat(RegexSyntax.fault("(".repeat(101) + "a" + ")".repeat(101), true)
                        .map(RegexSyntax.Fault::message))
                .contains("is nested more than [100] levels deep");
        assertThat(RegexSyntax.fault("~".repeat(500), true).map(RegexSyntax.Fault::tooLarge))
                .contains(true);
    }

    @Test
    void faultOfAll_ofPatternsThatCannotBeMadeDeterministic_isTooLarge() {
        List<String> patterns = List.of("(a|b)*a(a|b){20}");
        assertThat(RegexSyntax.fault(patterns.get(0), true)).isEmpty();
        assertThat(RegexSyntax.faultOfAll(patterns, true, states()).map(RegexSyntax.Fault::tooLarge))
                .contains(true);
    }

    @Test
    void faultOfAll_whatItAccepts_canBeCompiled() {
        List<String> patterns = List.of("a.*", "(b|c){3}", ".*[0-9]{4}");
        assertThat(RegexSyntax.faultOfAll(patterns, false, states())).isEmpty();
        assertThat(RegexMatcher.compile(patterns, false).matches("BCB")).isTrue();
    }

    @Test
    void faultOfAll_beyondTheBudget_throws() {
        Budget budget = new Budget("states", 50);
        assertThatThrownBy(() -> RegexSyntax.faultOfAll(List.of("[a-z]{100}"), true, budget))
                .isInstanceOf(BudgetExceededException.class);
    }

    private static Budget states() {
        return new Budget("states", 100_000);
    }
}
