package org.esdetect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgementTimeTest {
    private static final long TEN = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T10:00:00Z",
                "2026-11-20T10:00:00.000Z",
                "2026-11-20T10:00:00.000000000Z",
                "2026-11-20T10:00:00,000Z",
                "2026-11-20T11:00:00+01:00",
                "2026-11-20T04:30:00-0530",
                "2026-11-20T12:00+02",
                "2026-11-20T10:00",
                "2026-11-20T10",
                "1795168800000"
            })
    void told_dateAsText_ofAnyOffset_isTheSameMoment(String text) {
        assertThat(told(text)).hasValue(TEN);
    }

    @Test
    void told_day_isItsFirstMoment() {
        assertThat(told("2026-11-20")).hasValue(TEN - 36_000_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_795_168_800_000L, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void told_number_isMillisecondsSince1970(long millis) {
        assertThat(told(millis)).hasValue(millis);
    }

    @Test
    void told_list_isTheFirstThatCanBeRead() {
        assertThat(told(Arrays.asList("gibberish", null, List.of("2026-11-20T10:00:00Z"), "2027-01-01")))
                .hasValue(TEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "gibberish", "20.11.2026", "2026-11-20T25:00:00Z", "2026-02-30", "2026-11-20T10:00:00+1"})
    void told_whatIsNoDate_isNothing(String text) {
        assertThat(told(text)).isEmpty();
        assertThat(JudgementTime.millis(ingested(text), 7)).isEqualTo(7);
    }

    @Test
    void told_whatTheProcessorSays_countsMore_ifItCanBeRead() {
        Event both = event(Map.of("at", "2026-11-20T10:00:00Z"), Map.of("ingested", "2027-01-01"));
        assertThat(JudgementTime.told(both)).hasValue(TEN);
        Event forged = event(Map.of("at", List.of("now", true)), Map.of("ingested", "2026-11-20T10:00:00Z"));
        assertThat(JudgementTime.told(forged)).hasValue(TEN);
        assertThat(JudgementTime.told(event(Map.of(), Map.of()))).isEmpty();
    }

    /** Alerts tell of delays by the part of a millisecond. */
    @Test
    void arrived_keepsNanoseconds() {
        assertThat(JudgementTime.arrived(ingested("2026-11-20T10:00:00.123456789Z")))
                .contains(Instant.parse("2026-11-20T10:00:00.123456789Z"));
    }

    private static OptionalLong told(Object ingested) {
        return JudgementTime.told(ingested(ingested));
    }

    private static Event ingested(Object value) {
        return event(Map.of(), Map.of("ingested", value));
    }

    private static Event event(Map<String, Object> detect, Map<String, Object> event) {
        return new MapEvent(Map.of("detect", detect, "event", event));
    }
}
