package org.esdetect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.esdetect.engine.JudgementTime;
import org.esdetect.event.MapEvent;
import org.junit.jupiter.api.Test;

class EventTimesTest {
    /** What bounds an alert's index and tells its delay is what the event was judged by. */
    @Test
    void arrived_isWhatTheEventWasJudgedBy() {
        for (Object value : List.of(
                "2026-11-20T10:00:00Z",
                "2026-11-20T11:00:00.5+01:00",
                1_795_168_800_000L,
                "1795168800000",
                List.of("gibberish", "2026-11-20"),
                "gibberish",
                true)) {
            for (String field : JudgementTime.FIELDS) {
                Map<String, Object> source = Map.of(field, value);
                assertThat(EventTimes.of(source).arrived())
                        .as("[%s] of [%s]", value, field)
                        .isEqualTo(JudgementTime.arrived(new MapEvent(source)));
            }
        }
        assertThat(EventTimes.of(Map.of("detect.at", "2026-11-20")).arrived())
                .contains(Instant.parse("2026-11-20T00:00:00Z"));
    }

    /** Differences between the ends of time would be no milliseconds. */
    @Test
    void arrived_atTheEndsOfTime_isOfAYearThatCanBeSubtracted() {
        assertThat(EventTimes.of(Map.of("detect.at", Long.MAX_VALUE)).arrived())
                .contains(Instant.parse("9999-12-31T23:59:59.999Z"));
        assertThat(EventTimes.of(Map.of("detect.at", Long.MIN_VALUE)).arrived())
                .contains(Instant.parse("0001-01-01T00:00:00Z"));
    }
}
