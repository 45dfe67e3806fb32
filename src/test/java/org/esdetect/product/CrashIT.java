package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.esdetect.testing.Signals;
import org.esdetect.testing.TestEvents;
import org.junit.jupiter.api.Test;

/** A node that is killed between event and alert: the sweep writes what is missing, and nothing twice. */
class CrashIT {
    private static final int EVENTS_PER_BULK = 500;
    private static final int MATCH_EVERY = 10;
    private static final int BULKS_BEFORE_THE_KILL = 12;

    @Test
    void kill_inTheMiddleOfABulkLoad_leavesExactlyTheAlertsOfTheIndexedEvents() throws Exception {
        try (RealNode node =
                RealNode.install("crash", Map.of("detect.sweep.interval", "1s", "detect.inline.max_signals", "-1"))) {
            node.start().awaitStatus("green");
            Http http = node.http();
            http.awaitBundledRules();
            AtomicInteger answered = new AtomicInteger();
            Thread load = new Thread(() -> load(http, answered), "load");
            load.start();
            while (answered.get() < BULKS_BEFORE_THE_KILL && load.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            node.kill();
            load.join();

            node.start().awaitStatus("green");
            Set<String> indexed = matchingEvents(node.http());
            assertThat(indexed)
                    .as("what was answered before the kill is durable")
                    .hasSizeGreaterThanOrEqualTo(answered.get() * EVENTS_PER_BULK / MATCH_EVERY);
            assertAlerts(node.http(), indexed);
        }
    }

    private static void load(Http http, AtomicInteger answered) {
        try {
            for (int bulk = 0; bulk < 200; bulk++) {
                StringBuilder lines = new StringBuilder();
                for (int i = 0; i < EVENTS_PER_BULK; i++) {
                    String id = bulk + "-" + i;
                    lines.append(TestEvents.bulkLines(
                            TestEvents.PROCESS_STREAM,
                            i % MATCH_EVERY == 0
                                    ? TestEvents.dnsChild(id, Instant.now())
                                    : TestEvents.ordinaryProcess(id, Instant.now())));
                }
                http.bulk("/_bulk", lines.toString()).expect(200);
                answered.incrementAndGet();
            }
        } catch (IOException killed) {
            // The node is gone in the middle of a bulk: that is what this test is about.
        }
    }

    private static Set<String> matchingEvents(Http http) throws IOException {
        http.post("/" + TestEvents.PROCESS_STREAM + "/_refresh", "").expect(200);
        JsonNode hits = http.post(
                        "/" + TestEvents.PROCESS_STREAM + "/_search",
                        "{\"size\":10000,\"_source\":[\"event.id\"],\"query\":{\"term\":{\"process.parent.name\":\"dns.exe\"}}}")
                .expect(200)
                .json()
                .path("hits")
                .path("hits");
        Set<String> ids = new TreeSet<>();
        hits.forEach(hit -> ids.add(hit.at("/_source/event/id").asText()));
        return ids;
    }

    private static void assertAlerts(Http http, Set<String> indexed) throws Exception {
        Set<String> alerted = new TreeSet<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        do {
            TimeUnit.MILLISECONDS.sleep(500);
            alerted.clear();
            Map<String, JsonNode> alerts = Signals.find(http, Signals.shownOf(TestEvents.DNS_RULE));
            alerts.values()
                    .forEach(hit -> alerted.add(hit.at("/_source/event/id").asText()));
            assertThat(alerts).as("an event has one alert").hasSize(alerted.size());
        } while (!alerted.equals(indexed) && System.nanoTime() < end);
        assertThat(alerted).as(() -> "alerts; statistics: " + statistics(http)).isEqualTo(indexed);
    }

    private static String statistics(Http http) {
        try {
            return http.get("/_detect/_stats?pretty").body();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
