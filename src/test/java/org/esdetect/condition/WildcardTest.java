package org.esdetect.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {

    @ParameterizedTest
    @CsvSource({
        "'*', '', true",
        "'*', 'x', true",
        "'**', '', true",
        "'', '', true",
        "'', 'x', false",
        "'?', '', false",
        "'?', 'x', true",
        "'?', 'xy', false",
        "'cmd*', 'cmd.exe', true",
        "'cmd*', 'xcmd', false",
        "'*.exe', 'cmd.exe', true",
        "'*.exe', 'cmd.exe ', false",
        "'c?d*', 'cmd.exe', true",
        "'*a*b', 'aab', true",
        "'*a*b', 'aba', false",
        "'*ab', 'aab', true",
        "'a*b*c', 'a1b2c', true",
        "'a*b*c', 'abcx', false",
        "'a*a', 'a', false",
        "'*\\red_ttp\\wininit.*', 'C:\\red_ttp\\wininit.exe', true",
        "'%_', 'x', false",
        "'[a]', 'a', false"
    })
    void matches_wholeValue_withoutEscapes(String pattern, String value, boolean expected) {
        assertThat(Wildcard.matches(pattern, value, true)).isEqualTo(expected);
    }

    @Test
    void matches_lineBreak_isACharacterLikeAnother() {
        assertThat(Wildcard.matches("a*b", "a\r\n\nb", true)).isTrue();
        assertThat(Wildcard.matches("a?b", "a\nb", true)).isTrue();
    }

    @Test
    void matches_questionMark_isOneCodePoint() {
        assertThat(Wildcard.matches("?", "\uD83D\uDE00", true)).isTrue();
        assertThat(Wildcard.matches("??", "\uD83D\uDE00", true)).isFalse();
        assertThat(Wildcard.matches("*?", "\uD83D\uDE00", true)).isTrue();
        assertThat(Wildcard.matches("*??", "a\uD83D\uDE00", true)).isTrue();
        assertThat(Wildcard.matches("*??", "\uD83D\uDE00", true)).isFalse();
    }

    @Test
    void matches_case_foldsAsciiOnly() {
        assertThat(Wildcard.matches("CMD*", "cmd.exe", false)).isTrue();
        assertThat(Wildcard.matches("CMD*", "cmd.exe", true)).isFalse();
        assertThat(Wildcard.matches("ä*", "Äpfel", false)).isFalse();
        assertThat(Wildcard.matches("@", "`", false)).isFalse();
        assertThat(Wildcard.matches("[", "{", false)).isFalse();
    }

    @Test
    void matches_manyStarsOnALongValue_doesNotBlowUp() {
        String value = "a".repeat(20_000);
        assertThat(Wildcard.matches("*a".repeat(40) + "b", value, true)).isFalse();
        assertThat(Wildcard.matches("a*".repeat(40), value, true)).isTrue();
    }

    @Property
    void matches_anyPattern_agreesWithARegularExpression(
            @ForAll("patterns") String pattern, @ForAll("texts") String value, @ForAll boolean caseSensitive) {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints()
                .forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
        int flags = Pattern.DOTALL | (caseSensitive ? 0 : Pattern.CASE_INSENSITIVE);

        boolean expected =
                Pattern.compile(regex.toString(), flags).matcher(value).matches();
        assertThat(Wildcard.matches(pattern, value, caseSensitive)).isEqualTo(expected);
        assertThat(PatternSet.of(java.util.List.of(pattern), caseSensitive).passes(value))
                .isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of("a", "A", "b", "*", "?", "\uD83D\uDE00", "ä", "\n", "\\")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "A", "b", "\uD83D\uDE00", "ä", "Ä", "\n", "\\", "*")
                .list()
                .ofMaxSize(10)
                .map(parts -> String.join("", parts));
    }
}
