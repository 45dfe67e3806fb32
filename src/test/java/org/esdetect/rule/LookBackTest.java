package org.esdetect.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookBackTest {
    /** A Saturday. */
    private static final Instant NOW = Instant.parse("2026-11-21T10:37:42.123Z");

    @ParameterizedTest
    @CsvSource({
        "now, 2026-11-21T10:37:42.123Z",
        "now-9m, 2026-11-21T10:28:42.123Z",
        "now+30s, 2026-11-21T10:38:12.123Z",
        "now-48h/h, 2026-11-19T10:00:00Z",
        "now-2H, 2026-11-21T08:37:42.123Z",
        "now/d, 2026-11-21T00:00:00Z",
        "now/w, 2026-11-16T00:00:00Z",
        "now/M, 2026-11-01T00:00:00Z",
        "now/y, 2026-01-01T00:00:00Z",
        "now-1M, 2026-10-21T10:37:42.123Z",
        "now-1y, 2025-11-21T10:37:42.123Z",
        "now-1d-1h, 2026-11-20T09:37:42.123Z",
        "now/d+9h, 2026-11-21T09:00:00Z",
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
    })
    void instant_dateMath_isResolvedInUtc(String text, Instant expected) {
        assertThat(LookBack.instant(text, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "9m",
                "now-",
                "now-9",
                "now-m",
                "now-9x",
                "now - 9m",
                "Now",
                "now-9m ",
                "now/",
                "now-9999999999m",
                "2026-01-02",
                "yesterday"
            })
    void instant_anythingElse_isNone(String text) {
        assertThat(LookBack.instant(text, NOW)).isEmpty();
    }

    @Test
    void instant_beyondTheCalendar_isTheFirstOrLastDay() {
        assertThat(LookBack.instant("now-999999999y", NOW)).contains(Instant.parse("0001-01-01T00:00:00Z"));
        assertThat(LookBack.instant("now+999999999y+999999999y", NOW))
                .contains(Instant.parse("9999-12-31T23:59:59.999Z"));
        assertThat(LookBack.instant("now-3000y", NOW)).contains(Instant.parse("0001-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"30s, PT30S", "5m, PT5M", "24h, PT24H", "1d, PT24H", "999999999s, PT277777H46M39S"})
    void interval_numberAndUnit_isADuration(String text, Duration expected) {
        assertThat(LookBack.interval(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "5", "0m", "-5m", "5w", "5M", "5 m", "1.5h", "99999999999s"})
    void interval_anythingElse_isNone(String text) {
        assertThat(LookBack.interval(text)).isEmpty();
    }

    @Test
    void of_timing_isAWindow() {
        LookBack lookBack = LookBack.of(new Rule.Timing("5m", "now-9m", "now-1m", 100));

        assertThat(lookBack.start(NOW)).isEqualTo(NOW.minus(Duration.ofMinutes(9)));
        assertThat(lookBack.end(NOW)).isEqualTo(NOW.minus(Duration.ofMinutes(1)));
        assertThat(lookBack.length(NOW)).isEqualTo(Duration.ofMinutes(8));
        assertThat(lookBack.interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(LookBack.of(new Rule.Timing("5m", "now", "now-1m", 100)).length(NOW))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void of_unreadableTiming_saysWhich() {
        assertThatThrownBy(() -> LookBack.of(new Rule.Timing("5m", "9m", "now", 100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[from] is [9m]");
    }
}
