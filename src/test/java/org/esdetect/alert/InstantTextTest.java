package org.esdetect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class InstantTextTest {
    /** The JDK's parser knows leap seconds and the end of the day; those are left to the general one. */
    @Property
    void parse_textNearATime_saysWhatTheJdkSaysOrNothing(@ForAll("texts") String text) {
        Optional<Instant> parsed = InstantText.parse(text);
        if (parsed.isPresent()) {
            assertThat(parsed).isEqualTo(jdk(text));
        }
    }

    @Property
    void parse_time_isReadWithoutTheGeneralParser(
            @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long millis) {
        Instant instant = Instant.ofEpochMilli(millis);
        assertThat(InstantText.parse(instant.toString())).contains(instant);
    }

    @Test
    void parse_daysThatDoNotExist_isEmpty() {
        assertThat(InstantText.parse("2026-02-29T00:00:00Z")).isEmpty();
        assertThat(InstantText.parse("2026-04-31T00:00:00Z")).isEmpty();
        assertThat(InstantText.parse("2024-02-29T00:00:00Z")).contains(Instant.parse("2024-02-29T00:00:00Z"));
        assertThat(InstantText.parse("2026-01-01T24:00:00Z")).isEmpty();
        assertThat(InstantText.parse("2026-01-01T00:00:00.Z")).isEmpty();
    }

    private static Optional<Instant> jdk(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notOne) {
            return Optional.empty();
        }
    }

    /** Times with one character changed, or with parts out of range. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> digits = Arbitraries.strings().withCharRange('0', '9').ofLength(2);
        Arbitrary<String> fraction =
                Arbitraries.strings().withChars("0123456789.").ofMaxLength(10);
        return Combinators.combine(
                        digits,
                        digits,
                        digits,
                        digits,
                        digits,
                        fraction,
                        Arbitraries.integers().between(0, 25))
                .flatAs((month, day, hour, minute, second, tail, at) -> Arbitraries.chars()
                        .with('0', 'Z', '-', 'T', ' ', '+', '\u0663')
                        .injectNull(0.7)
                        .map(character -> {
                            String text = "20" + month + "-" + month + "-" + day + "T" + hour + ":" + minute + ":"
                                    + second + (tail.isEmpty() ? "" : ".") + tail + "Z";
                            return character == null || at >= text.length()
                                    ? text
                                    : text.substring(0, at) + character + text.substring(at + 1);
                        }));
    }
}
