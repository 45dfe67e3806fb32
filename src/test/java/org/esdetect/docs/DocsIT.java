package org.esdetect.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.esdetect.testing.Signals;
import org.esdetect.testing.TestEvents;
import org.junit.jupiter.api.Test;

/** Every curl line of the documentation, against the real distribution with an alert in it. */
class DocsIT {
    @Test
    void curlLines_ofEveryPage_areAnswered() throws IOException {
        List<String> lines = Snippets.read().commands("curl");
        assertThat(lines).hasSizeGreaterThan(4);
        try (RealNode node = RealNode.install("docs", Map.of())) {
            node.start().awaitStatus("green");
            Http http = node.http();
            http.await("/_detect/rules", answer -> answer.json().path("total").asInt() == 5);
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
        }
    }
}
