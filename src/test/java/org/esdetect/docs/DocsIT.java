package org.esdetect.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.esdetect.testing.Signals;
import org.esdetect.testing.TestEvents;
import org.junit.jupiter.api.Test;

/**
 * Every curl line of the documentation, against the real distribution with an alert in it. The last of them are those
 * of the removal, in {@code docs/operations.md}; the plugin is then removed as that page says, and the node starts and
 * takes events without it.
 */
class DocsIT {
    @Test
    void curlLines_ofEveryPage_areAnswered() throws IOException {
        List<String> lines = new ArrayList<>(Snippets.read().commands("curl"));
        lines.sort(Comparator.comparing(DocsIT::removes));
        assertThat(lines).hasSizeGreaterThan(4);
        try (RealNode node = RealNode.install("docs", Map.of())) {
            node.start().awaitStatus("green");
            Http http = node.http();
            http.awaitBundledRules();
            http.bulk(
                            "/_bulk",
                            TestEvents.bulkLines(TestEvents.PROCESS_STREAM, TestEvents.dnsChild("docs", Instant.now())))
                    .expect(200);
            http.await(
                    "/signals-detect*/_count",
                    answer -> answer.json().path("count").asInt() == 1);
            assertThat(Signals.find(http, "*:*")).hasSize(1);
            List<String> refused = new ArrayList<>();
            for (String line : lines) {
                CurlLine curl = CurlLine.parse(line);
                Http.Answer answer = http.send(curl.method(), curl.path(), curl.body(), curl.contentType());
                if (answer.status() >= 300) {
                    refused.add(line + " -> " + answer);
                }
            }
            assertThat(refused).isEmpty();
            assertRemovable(node);
        }
    }

    /** What takes the plugin's work away comes after what uses it. */
    private static boolean removes(String line) {
        return line.contains("_uninstall");
    }

    private static void assertRemovable(RealNode node) throws IOException {
        Http http = node.http();
        http.await("/_tasks?actions=detect*", answer -> !answer.body().contains("\"action\""));
        node.stop();
        node.tool("elasticsearch-plugin", "remove", "detect");
        node.start().awaitStatus("yellow");
        http.bulk(
                        "/_bulk",
                        TestEvents.bulkLines(TestEvents.PROCESS_STREAM, TestEvents.dnsChild("without", Instant.now())))
                .expect(200);
        JsonNode written = http.bulk(
                        "/_bulk",
                        TestEvents.bulkLines(TestEvents.PROCESS_STREAM, TestEvents.dnsChild("again", Instant.now())))
                .expect(200)
                .json();
        assertThat(written.path("errors").asBoolean()).as(written.toString()).isFalse();
        assertThat(Signals.find(http, "*:*")).as("alerts stay").hasSize(1);
        http.put("/_cluster/settings", "{\"persistent\": {\"archived.*\": null}}")
                .expect(200);
    }
}
