package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.esdetect.testing.Signals;
import org.esdetect.testing.TestEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operator looks at, on the real distribution. */
class OperatorIT {
    private static final String HEALTH = "/_health_report/detect";

    private static RealNode node;
    private static Http http;

    @BeforeAll
    static void startNode() throws IOException {
        node = RealNode.install("operator", Map.of("detect.sweep.interval", "1s", "detect.health.interval", "1s"));
        node.start().awaitStatus("green");
        http = node.http();
        http.await("/_detect/rules", answer -> answer.json().path("total").asInt() == 5);
    }

    @AfterAll
    static void stopNode() throws IOException {
        node.close();
    }

    private static JsonNode awaitHealth(String status) throws IOException {
        return http.await(HEALTH, answer -> answer.json()
                        .at("/indicators/detect/status")
                        .asText()
                        .equals(status))
                .json()
                .at("/indicators/detect");
    }

    @Test
    void health_isGreen_yellowWithoutSchedule_redWithALockedSignalsIndex_andGreenAgain() throws IOException {
        assertThat(awaitHealth("green").path("symptom").asText()).isEqualTo("Detection works.");

        http.put("/_cluster/settings", "{\"persistent\":{\"detect.schedule.enabled\":false}}")
                .expect(200);
        JsonNode yellow = awaitHealth("yellow");
        assertThat(yellow.at("/diagnosis/0/id").asText()).endsWith("schedule_disabled");
        assertThat(yellow.at("/diagnosis/0/help_url").asText()).contains("#health-schedule_disabled");
        http.put("/_cluster/settings", "{\"persistent\":{\"detect.schedule.enabled\":null}}")
                .expect(200);
        awaitHealth("green");

        http.put("/signals-detect-2099.01", "{\"settings\":{\"index.blocks.read_only_allow_delete\":true}}")
                .expect(200);
        JsonNode red = awaitHealth("red");
        assertThat(red.at("/diagnosis/0/affected_resources/indices/0").asText()).isEqualTo("signals-detect-2099.01");
        assertThat(red.at("/impacts/0/description").asText()).startsWith("No alert is written.");
        http.send("DELETE", "/signals-detect-2099.01", null, "application/json").expect(200);
        awaitHealth("green");
    }

    @Test
    void noisyRule_givesItsShareOfAlerts_oneThatTellsOfTheRest_andAllWhenAskedFor() throws IOException {
        int events = 250;
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < events; i++) {
            lines.append(
                    TestEvents.bulkLines(TestEvents.PROCESS_STREAM, TestEvents.dnsChild("noise-" + i, Instant.now())));
        }
        http.bulk("/_bulk", lines.toString()).expect(200);
        String shown = Signals.shownOf(TestEvents.DNS_RULE) + " AND NOT detect.overflow.count:*";
        http.await("/signals-detect/_search?q=detect.overflow.count:*", answer -> heldBack(answer.json()) > 0);
        // At the turn of an interval there may be two shares; together nothing is missing and nothing counts twice.
        http.await("/signals-detect/_search?q=detect.overflow.count:*&size=10", answer -> {
            try {
                return heldBack(answer.json()) + Signals.find(http, shown).size() == events;
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        });
        assertThat(Signals.find(http, shown).size()).isIn(100, 200);
        JsonNode overflow = http.get("/signals-detect/_search?q=detect.overflow.count:*")
                .json()
                .at("/hits/hits/0/_source");
        assertThat(overflow.at("/detect.overflow/top/host.name/0/value").asText())
                .isEqualTo("win-01");
        assertThat(overflow.path("kibana.alert.reason").asText()).contains("more alerts of rule");

        JsonNode all = http.post(
                        "/_detect/" + TestEvents.DNS_RULE,
                        "{\"from\":\"now-1h\",\"to\":\"now+1h\",\"max_signals\":1000}")
                .expect(200)
                .json();
        assertThat(all.toString()).contains("\"suppressed\":0");
        assertThat(Signals.find(http, shown)).hasSize(events);

        String alert =
                Signals.find(http, shown).values().iterator().next().path("_id").asText();
        JsonNode investigated = http.get("/_detect/alerts/signals-detect/" + alert + "/_investigate")
                .expect(200)
                .json();
        assertThat(investigated.path("rule_id").asText()).isEqualTo(TestEvents.DNS_RULE);
        assertThat(investigated.path("guide").asText()).contains("Investigating");
    }

    private static long heldBack(JsonNode answer) {
        long count = 0;
        for (JsonNode hit : answer.at("/hits/hits")) {
            count += hit.at("/_source/detect.overflow/count").asLong();
        }
        return count;
    }
}
