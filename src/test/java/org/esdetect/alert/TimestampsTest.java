package org.esdetect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-20T10:00:00Z|2026-11-20T10:00:00Z",
                "2026-11-20T10:00:00.5Z|2026-11-20T10:00:00.500Z",
                "2026-11-20T10:00:00,5Z|2026-11-20T10:00:00.500Z",
                "2026-11-20T10:00:00.123456789Z|2026-11-20T10:00:00.123456789Z",
                "2026-11-20T10:00:00.1234567891234Z|2026-11-20T10:00:00.123456789Z",
                "2026-11-20T10:00:00+02:00|2026-11-20T08:00:00Z",
                "2026-11-20T10:00:00-0330|2026-11-20T13:30:00Z",
                "2026-11-20T10:00:00.1+02|2026-11-20T08:00:00.100Z",
                "2026-11-20t10:00:00z|2026-11-20T10:00:00Z",
                "2026-11-20T10:00:00|2026-11-20T10:00:00Z",
                "2026-11-20T10:00Z|2026-11-20T10:00:00Z",
                "2026-11-20T10|2026-11-20T10:00:00Z",
                "2026-11-20|2026-11-20T00:00:00Z",
                "2026-11|2026-11-01T00:00:00Z",
                "2026|2026-01-01T00:00:00Z",
                "+12345-01-01T00:00:00Z|9999-12-31T23:59:59.999Z",
                "1763632800000|2025-11-20T10:00:00Z",
                "1763632800000.25|2025-11-20T10:00:00Z",
                "-1|1969-12-31T23:59:59.999Z",
                "0|1970-01-01T00:00:00Z",
                "-999999999999999999|0001-01-01T00:00:00Z"
            })
    void parse_text_isThisInstant(String text, String expected) {
        assertThat(Timestamps.parse(text)).contains(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "now",
                "yesterday",
                "20-11-2026",
                "2026-13-01",
                "2026-02-30",
                "2026-11-20T25:00:00Z",
                "2026-11-20 10:00:00",
                "2026-11-20T10:00:00Zulu",
                "2026-11-20T10:00:00+25:00",
                "99999999999999999999999999",
                "1e12"
            })
    void parse_unreadableText_isNone(String text) {
        assertThat(Timestamps.parse(text)).isEmpty();
    }

    @Test
    void parse_longText_isNotEvenRead() {
        assertThat(Timestamps.parse("2026-11-20T10:00:00.0" + "0".repeat(1_000_000)))
                .isEmpty();
    }

    @Test
    void parse_numbers_areMillisecondsAndSaturate() {
        Instant instant = Instant.parse("2025-11-20T10:00:00Z");
        List<Number> same = List.of(
                1_763_632_800_000L,
                1_763_632_800_000.25d,
                new BigDecimal("1763632800000.9"),
                BigInteger.valueOf(1_763_632_800_000L));
        assertThat(same)
                .allSatisfy(number -> assertThat(Timestamps.parse(number)).contains(instant));
        List<Number> huge = List.of(Long.MAX_VALUE, 1e300, new BigDecimal("1e400"), BigInteger.TEN.pow(400));
        assertThat(huge).allSatisfy(number -> assertThat(Timestamps.parse(number))
                .contains(Instant.parse("9999-12-31T23:59:59.999Z")));
        assertThat(Timestamps.parse(Double.NaN)).isEmpty();
        assertThat(Timestamps.parse(true)).isEmpty();
    }

    @Test
    void at_severalValues_isTheFirstReadable() {
        assertThat(Timestamps.at(Map.of("@timestamp", List.of("x", "2026-01-01", "2027-01-01")), "@timestamp"))
                .contains(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void format_always_hasMilliseconds() {
        assertThat(Timestamps.format(Instant.parse("2026-11-20T10:00:00Z"))).isEqualTo("2026-11-20T10:00:00.000Z");
    }
}
