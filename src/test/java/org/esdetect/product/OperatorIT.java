package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
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
        http.awaitBundledRules();
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
        JsonNode green = awaitHealth("green");
        assertThat(green.path("symptom").asText()).isEqualTo("Detection works.");
        assertThat(green.has("impacts") || green.has("diagnosis"))
                .as(green.toString())
                .isFalse();

        http.put("/_cluster/settings", "{\"persistent\":{\"detect.schedule.enabled\":false}}")
                .expect(200);
        JsonNode yellow = awaitHealth("yellow");
        assertThat(yellow.path("symptom").asText())
                .isEqualTo("Detection needs attention: scheduled detection is switched off.");
        assertThat(yellow.at("/impacts/0/description").asText()).startsWith("Some rules judge nothing, or nothing new");
        assertThat(yellow.at("/diagnosis/0/id").asText()).endsWith("schedule_disabled");
        assertThat(yellow.at("/diagnosis/0/cause").asText())
                .isEqualTo("The setting detect.schedule.enabled is false: no sequence is found, and no lost alert is"
                        + " written again.");
        assertThat(yellow.at("/diagnosis/0/action").asText()).isEqualTo("Set detect.schedule.enabled to true.");
        assertThat(yellow.at("/diagnosis/0/help_url").asText()).contains("#health-schedule_disabled");
        http.put("/_cluster/settings", "{\"persistent\":{\"detect.schedule.enabled\":null}}")
                .expect(200);
        awaitHealth("green");

        http.put("/signals-detect-2099.01", "{\"settings\":{\"index.blocks.read_only_allow_delete\":true}}")
                .expect(200);
        JsonNode red = awaitHealth("red");
        assertThat(red.path("symptom").asText())
                .isEqualTo("Detection needs attention: signals indices that cannot be written [1].");
        assertThat(red.at("/diagnosis/0/id").asText()).endsWith("signals_unavailable");
        assertThat(red.at("/diagnosis/0/cause").asText()).contains("have a write block");
        assertThat(red.at("/diagnosis/0/action").asText()).contains("remove the block: index.blocks.*");
        assertThat(http.get("/_health_report").json().path("status").asText())
                .as("the whole cluster's report")
                .isEqualTo("red");
        assertThat(red.at("/diagnosis/0/affected_resources/indices/0").asText()).isEqualTo("signals-detect-2099.01");
        assertThat(red.at("/impacts/0/description").asText()).startsWith("No alert is written.");
        http.send("DELETE", "/signals-detect-2099.01", null, "application/json").expect(200);
        awaitHealth("green");
    }
}
