package org.esdetect.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.ListArbitrary;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

final class LongTextPatternsTest {
    private static final List<String> PIECES = List.of(
            "powershell",
            " -enc ",
            "Base64String",
            "^",
            "&&",
            "\\Temp\\",
            "abcd",
            "abc",
            "äöüß",
            "\uD83D\uDE00",
            "İ",
            "e",
            "\u0161\u0162\u0163\u0164");

    @Property
    void passes_severalPatternsOnLongTexts_agreesWithEachPatternAlone(
            @ForAll("patterns") List<String> patterns, @ForAll("texts") String text, @ForAll boolean caseSensitive) {
        boolean expected = patterns.stream().anyMatch(pattern -> Wildcard.matches(pattern, text, caseSensitive));
        Statistics.label("some pattern matches").collect(expected);
        assertThat(PatternSet.of(patterns, caseSensitive).passes(text)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<String>> patterns() {
        Arbitrary<String> pattern =
                pieces("*", "?").ofMinSize(1).ofMaxSize(4).map(parts -> "*" + String.join("", parts) + "*");
        return pattern.list().ofMinSize(3).ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> texts() {
        return pieces("POWERSHELL", "C:\\windows\\system32\\cmd.exe")
                .ofMinSize(4)
                .ofMaxSize(14)
                .map(parts -> " ".repeat(LongTextPatterns.MIN_LENGTH) + String.join("", parts));
    }

    private static ListArbitrary<String> pieces(String... more) {
        return Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.of(PIECES)), Tuple.of(1, Arbitraries.of(more)))
                .list();
    }

    @Test
    void passes_aTextOfNothingButTheWindow_triesEachPatternOnce() {
        String text = "abcd".repeat(5_000);
        List<String> patterns = List.of("*abcd*x", "*abcd*y", "*abcd?z*");
        assertThat(PatternSet.of(patterns, false).passes(text)).isFalse();
        assertThat(PatternSet.of(patterns, false).passes(text + "y")).isTrue();
    }
}
