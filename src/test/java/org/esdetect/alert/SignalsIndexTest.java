package org.esdetect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalsIndexTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // timestamp, detect.at, event.ingested, month
                "2026-11-20T10:00:00Z, -, -, 2026.11",
                "2026-11-30T23:30:00-01:00, -, -, 2026.12",
                "2026-11-20T10:00:00Z, 2026-11-20T10:00:01Z, -, 2026.11",
                // 35 days before arrival and not a moment more
                "2026-10-16T10:00:00Z, 2026-11-20T10:00:00Z, -, 2026.10",
                "2026-01-01T00:00:00Z, 2026-11-20T10:00:00Z, -, 2026.10",
                "2026-01-01T00:00:00Z, 2026-10-05T00:00:00Z, -, 2026.08",
                // a day after arrival and not a moment more
                "2027-05-01T00:00:00Z, 2026-11-20T10:00:00Z, -, 2026.11",
                "2027-05-01T00:00:00Z, 2026-11-30T10:00:00Z, -, 2026.12",
                // the processor's word counts more than the agent's
                "2026-01-01T00:00:00Z, 2026-11-20T10:00:00Z, 2026-01-01T00:00:00Z, 2026.10",
                "2026-01-01T00:00:00Z, -, 2026-11-20T10:00:00Z, 2026.10",
                "2026-01-01T00:00:00Z, gibberish, 2026-11-20T10:00:00Z, 2026.10",
                // no time of its own
                "-, 2026-11-20T10:00:00Z, -, 2026.11",
                "gibberish, -, 2026-11-20T10:00:00Z, 2026.11",
                "-, -, -, 2000.01",
                "gibberish, -, -, 2000.01",
                // far off, and nothing to hold on to
                "1601-01-01T00:00:00Z, -, -, 2000.01",
                "0, -, -, 2000.01",
                "1999-12-31T23:59:59.999Z, -, -, 2000.01",
                "2000-02-01T00:00:00Z, -, -, 2000.02",
                "2099-11-30T00:00:00Z, -, -, 2099.11",
                "2100-01-01T00:00:00Z, -, -, 2099.12",
                "+99999-01-01T00:00:00Z, -, -, 2099.12",
                "2026-01-01T00:00:00Z, -, 3000-01-01T00:00:00Z, 2099.12"
            })
    void of_times_isThisMonth(String timestamp, String at, String ingested, String month) {
        String json = "{\"@timestamp\":%s,\"detect\":{\"at\":%s},\"event\":{\"ingested\":%s}}"
                .formatted(quoted(timestamp), quoted(at), quoted(ingested));
        assertThat(SignalsIndex.of(Alerts.event("1", json))).isEqualTo("signals-detect-" + month);
    }

    @Test
    void of_numbersAndDottedKeys_areReadToo() {
        assertThat(SignalsIndex.of(Alerts.event("1", "{\"@timestamp\":1763632800000}")))
                .isEqualTo("signals-detect-2025.11");
        assertThat(SignalsIndex.of(Alerts.event("1", "{\"detect.at\":\"2026-03-01T00:00:00.000Z\"}")))
                .isEqualTo("signals-detect-2026.03");
    }

    private static String quoted(String text) {
        return text == null ? "null" : '"' + text + '"';
    }
}
