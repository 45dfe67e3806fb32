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
import org.junit.jupiter.api.Test;

/** The plugin goes, by the book and by those who forgot the book; events and alerts stay, and writes work. */
class UninstallIT {
    @Test
    void removed_withoutUninstalling_theNodeComesBackEitherWay_andAfterUninstallingItIsNoNews() throws IOException {
        try (RealNode node = RealNode.install("uninstall", Map.of())) {
            node.start().awaitStatus("green");
            Http http = node.http();
            http.awaitBundledRules();
            assertThat(write(http, "first")).isEmpty();
            http.await("/_tasks?actions=detect*", answer -> answer.body().contains("\"action\""));
            http.await(
                    "/signals-detect*/_count",
                    answer -> answer.json().path("count").asInt() == 1);

            remove(node);
            node.start().awaitExit();
            assertThat(node.log()).contains("unknown field [detect]");

            // Without the plugin.
            node.toolAnswering("y", "elasticsearch-node", "remove-customs", "persistent_tasks");
            node.start().awaitStatus("yellow");
            assertThat(write(http, "refused")).contains("No processor type exists with name [detect]");
            http.put("/logs-endpoint.*/_settings", "{\"index.final_pipeline\": \"_none\"}")
                    .expect(200);
            assertThat(write(http, "second")).isEmpty();

            // With the plugin back, by the book.
            node.stop();
            node.installPlugin();
            node.start().awaitStatus("green");
            http.put("/logs-endpoint.*/_settings", "{\"index.final_pipeline\": null}")
                    .expect(200);
            JsonNode attached = http.post("/_detect/_attach?index=logs-endpoint.*", "")
                    .expect(200)
                    .json();
            assertThat(attached.path("changes")).as(attached.toString()).hasSize(1);
            assertThat(write(http, "third")).isEmpty();
            http.await(
                    "/signals-detect*/_count",
                    answer -> answer.json().path("count").asInt() >= 2);
            http.await("/_tasks?actions=detect*", answer -> answer.body().contains("\"action\""));
            JsonNode left = http.post("/_detect/_uninstall", "").expect(200).json();
            assertThat(left.path("task_removed").asBoolean())
                    .as(left.toString())
                    .isTrue();
            assertThat(http.post("/_detect/_uninstall?dry_run=true", "")
                            .expect(200)
                            .json()
                            .path("changes"))
                    .isEmpty();

            remove(node);
            node.start().awaitStatus("yellow");
            assertThat(write(http, "fourth")).isEmpty();
            http.post("/logs-endpoint.events.process-default/_rollover", "").expect(200);
            assertThat(write(http, "fifth")).as("a new backing index").isEmpty();
            assertThat(Signals.find(http, "*:*")).as("alerts stay").hasSizeGreaterThan(1);
        }
    }

    private static void remove(RealNode node) throws IOException {
        node.stop();
        node.tool("elasticsearch-plugin", "remove", "detect");
    }

    /** Why it was refused; empty when it was not. */
    private static String write(Http http, String id) throws IOException {
        JsonNode answer = http.bulk(
                        "/_bulk",
                        TestEvents.bulkLines(TestEvents.PROCESS_STREAM, TestEvents.dnsChild(id, Instant.now())))
                .expect(200)
                .json();
        return answer.path("errors").asBoolean() ? answer.toString() : "";
    }
}
