package org.esdetect.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private static final BigInteger BEYOND_LONG = BigInteger.TWO.pow(63);

    static Stream<Arguments> equalities() {
        return Stream.of(
                // value, constant, equal with case, equal without
                Arguments.of("x", "x", true, true),
                Arguments.of("x", "X", false, true),
                Arguments.of("ä", "Ä", false, false),
                Arguments.of("\u212A", "k", false, false),
                Arguments.of("\u017F", "s", false, false),
                Arguments.of("x", "x ", false, false),
                Arguments.of("a*b", "a*b", true, true),
                Arguments.of("axb", "a*b", false, false),
                Arguments.of("", "", true, true),
                Arguments.of(5, 5L, true, true),
                Arguments.of(5.0, 5L, true, true),
                Arguments.of(5L, 5.0, true, true),
                Arguments.of(5L, 5.5, false, false),
                Arguments.of(0.0, -0.0, true, true),
                Arguments.of(1.5f, 1.5, true, true),
                Arguments.of(9007199254740993L, 9007199254740992.0, false, false),
                Arguments.of(Long.MAX_VALUE, 9.223372036854776E18, false, false),
                Arguments.of(BEYOND_LONG, 9.223372036854776E18, true, true),
                Arguments.of(BEYOND_LONG, BEYOND_LONG, true, true),
                Arguments.of(Long.MIN_VALUE, BEYOND_LONG.negate(), true, true),
                Arguments.of("5", 5L, true, true),
                Arguments.of("5.0", 5L, true, true),
                Arguments.of("5e0", 5L, true, true),
                Arguments.of("+5", 5L, true, true),
                Arguments.of(" 5", 5L, false, false),
                Arguments.of("0x5", 5L, false, false),
                Arguments.of("five", 5L, false, false),
                Arguments.of(5, "5", true, true),
                Arguments.of(5, "5.0", false, false),
                Arguments.of(5.0, "5.0", true, true),
                Arguments.of(true, true, true, true),
                Arguments.of("true", true, true, true),
                Arguments.of("TRUE", true, false, false),
                Arguments.of(true, "true", true, true),
                Arguments.of(true, "TRUE", false, true),
                Arguments.of(false, true, false, false),
                Arguments.of(1, true, false, false),
                Arguments.of(true, 1L, false, false),
                Arguments.of("::1", "0:0:0:0:0:0:0:1", true, true),
                Arguments.of("::ffff:10.0.0.1", "10.0.0.1", true, true),
                Arguments.of("10.0.0.1", "10.0.0.2", false, false),
                Arguments.of("10.0.0.1", "10.0.0.0/8", false, false),
                Arguments.of("2024-05-01T12:00:00.000Z", "2024-05-01T12:00:00Z", true, true),
                Arguments.of("2024-05-01T14:00:00+02:00", "2024-05-01T12:00:00Z", true, true),
                Arguments.of(1714564800000L, "2024-05-01T12:00:00Z", true, true),
                Arguments.of("1714564800000", "2024-05-01T12:00:00Z", true, true),
                Arguments.of("2024-05-01T12:00:00Z", "1714564800000", false, false),
                Arguments.of("2024-05-01T12:00:00Z", 1714564800000L, true, true),
                Arguments.of("2024-05-01", "2024-05-01T00:00:00Z", true, true),
                Arguments.of("2024-05-01T12:00:00Z", "2024-05-01", false, false));
    }

    @ParameterizedTest
    @MethodSource("equalities")
    void equal_valueAndConstant_meetHalfway(Object value, Object literal, boolean sensitive, boolean insensitive) {
        assertThat(Values.equal(value, literal, true)).isEqualTo(sensitive);
        assertThat(Values.equal(value, literal, false)).isEqualTo(insensitive);
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                Arguments.of("System", "System Idle Process", -1),
                Arguments.of("Z", "a", -1),
                Arguments.of("\uFFFD", "\uD83D\uDE00", -1),
                Arguments.of("\uD83D\uDE01", "\uD83D\uDE00", 1),
                Arguments.of("a", "a", 0),
                Arguments.of(4, 4.5, -1),
                Arguments.of("10", 9L, 1),
                Arguments.of(10, "9", -1),
                Arguments.of("9.0.0.1", "10.0.0.0", -1),
                Arguments.of("9.0.0.1", "host", -1),
                Arguments.of("2024-05-01T12:00:00+02:00", "2024-05-01T11:00:00Z", -1),
                Arguments.of(1714564800001L, "2024-05-01T12:00:00Z", 1),
                Arguments.of("2024-05-01T12:00:00Z", 1714564800001L, -1),
                Arguments.of(true, "false", 1),
                Arguments.of("x", 5L, null),
                Arguments.of(true, 5L, null),
                Arguments.of(true, true, null));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void compare_valueAndConstant_isTheOrderOfWhatBothAre(Object value, Object literal, @Nullable Integer expected) {
        Integer comparison = Values.compare(value, literal);
        assertThat(comparison == null ? null : (Integer) Integer.signum(comparison))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-01, 2024-05-01T00:00:00Z",
        "2024-05-01T12, 2024-05-01T12:00:00Z",
        "2024-05-01T12:30, 2024-05-01T12:30:00Z",
        "2024-05-01T12:30:15, 2024-05-01T12:30:15Z",
        "2024-05-01T12:30:15.5Z, 2024-05-01T12:30:15.500Z",
        "'2024-05-01T12:30:15,123456789Z', 2024-05-01T12:30:15.123456789Z",
        "2024-05-01T12:30:15-0530, 2024-05-01T18:00:15Z",
        "2024-05-01T12:30:15+02, 2024-05-01T10:30:15Z",
        "2024-02-29T00:00:00+00:00, 2024-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z"
    })
    void moment_isoDate_isRead(String text, String expected) {
        assertThat(Values.moment(text)).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024",
                "2024-05",
                "2024-13-01",
                "2024-00-01",
                "2023-02-29",
                "2024-05-01 12:00:00",
                "2024-05-01T",
                "2024-05-01T24:00:00Z",
                "2024-05-01T12:60:00Z",
                "2024-05-01T12:00:00.Z",
                "2024-05-01T12:00:00ZZ",
                "2024-05-01T12:00:00.1234567890Z",
                "2024-05-01T12:00:00+2",
                "2024-05-01T12:00:00+99:00",
                "2024-5-1",
                "2024-05-01x",
                "abcd-ef-gh",
                "now-1d",
                "20240501T120000Z"
            })
    void moment_otherText_isNone(String text) {
        assertThat(Values.moment(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "+7, 7",
        "007, 7",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775808, 9223372036854775808",
        "1.5, 1.5",
        "5., 5.0",
        ".5, 0.5",
        "-1e3, -1000.0",
        "1E-2, 0.01"
    })
    void number_plainText_isRead(String text, String expected) {
        assertThat(String.valueOf(Numbers.parse(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "-",
                ".",
                "e5",
                "1e",
                "1e+",
                "1.2.3",
                "1,5",
                "0x10",
                "1f",
                "1d",
                "NaN",
                "Infinity",
                " 1",
                "1 ",
                "--1",
                "1e9999",
                "1_000",
                "٣"
            })
    void number_otherText_isNone(String text) {
        assertThat(Numbers.parse(text)).isNull();
    }

    @Test
    void number_hugeText_isNone() {
        assertThat(Numbers.parse("9".repeat(1_000_000))).isNull();
        assertThat(Numbers.parse("9".repeat(50))).isEqualTo(1e50);
    }

    @Test
    void text_scalars_asJavaPrintsThem() {
        assertThat(Stream.of("x", 1, 2.1828, true, BEYOND_LONG, 1e10).map(Values::text))
                .containsExactly("x", "1", "2.1828", "true", "9223372036854775808", "1.0E10");
    }

    @Property
    void compareCodePoints_anyStrings_isTheOrderOfTheirUtf8Bytes(
            @ForAll @CharRange(from = 'a', to = '\uD7FF') String left,
            @ForAll @CharRange(from = 'a', to = '\uD7FF') String right) {
        for (String suffix : new String[] {"", "\uD83D\uDE00", "\uE000", "\uFFFD"}) {
            int expected = java.util.Arrays.compareUnsigned(
                    (left + suffix).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    right.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(Integer.signum(Values.compareCodePoints(left + suffix, right)))
                    .isEqualTo(Integer.signum(expected));
        }
    }

    @Property
    void fold_anyString_lowersAsciiOnly(@ForAll String text) {
        String folded = AsciiCase.fold(text);
        assertThat(folded).hasSameSizeAs(text).isEqualTo(AsciiCase.fold(folded));
        assertThat(AsciiCase.equal(text, folded)).isTrue();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            assertThat(folded.charAt(i)).isEqualTo(c < 128 ? Character.toLowerCase(c) : c);
        }
    }
}
