package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.esdetect.testing.RuleCases;
import org.esdetect.testing.Signals;
import org.esdetect.testing.TestEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Single-event rules on the real distribution: an alert for each matching event, none for a near miss, none for what
 * was not indexed.
 */
class InlineIT {
    private static RealNode node;
    private static Http http;

    @BeforeAll
    static void startNode() throws IOException {
        // No schedule and no sweep: what alerts here, alerts inline.
        node = RealNode.install("inline", Map.of("detect.schedule.enabled", "false"));
        node.start().awaitStatus("green");
        http = node.http();
        http.awaitBundledRules();
        // An alert that comes before is left to the sweep, which does not run here.
        for (String template : List.of("signals-detect", ".detect-suppressed")) {
            http.await("/_index_template/" + template, answer -> answer.status() == 200);
        }
    }

    @AfterAll
    static void stopNode() throws IOException {
        node.close();
    }

    @Test
    void eventsBesideTheRules_alertExactlyWhereTheyMust() throws Exception {
        for (RuleCases rule : RuleCases.all()) {
            if (rule.ruleId().equals(TestEvents.FILE_SHARE_RULE)) {
                continue;
            }
            String stream = rule.ruleId().equals(TestEvents.DNS_RULE)
                    ? TestEvents.PROCESS_STREAM
                    : "logs-endpoint.events.network-default";
            Set<String> expected = new TreeSet<>();
            Set<String> all = new TreeSet<>();
            StringBuilder lines = new StringBuilder();
            for (RuleCases.Case each : rule.cases()) {
                JsonNode event = each.events().get(0);
                lines.append("{\"create\":{\"_index\":\"")
                        .append(stream)
                        .append("\"}}\n")
                        .append(event)
                        .append('\n');
                all.add(RuleCases.eventId(event));
                if (each.match()) {
                    expected.add(RuleCases.eventId(event));
                }
            }
            JsonNode answer = http.bulk("/_bulk", lines.toString()).expect(200).json();
            assertThat(answer.path("errors").asBoolean()).as(answer.toString()).isFalse();
            assertThat(expected).hasSizeGreaterThan(5);
            assertAlerts(rule.ruleId(), expected, all);
        }
    }

    private static void assertAlerts(String ruleId, Set<String> expected, Set<String> all) throws Exception {
        Set<String> found = new TreeSet<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!found.equals(expected) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
            found.clear();
            Signals.find(http, Signals.shownOf(ruleId))
                    .values()
                    .forEach(hit -> found.add(RuleCases.eventId(hit.path("_source"))));
            // The other tests of this class index events of their own.
            found.retainAll(all);
        }
        String stats = http.get("/_detect/_stats?filter_path=total.inline,total.listener,nodes.*.alerts")
                .body();
        assertThat(found).as(ruleId + ": " + stats).isEqualTo(expected);
    }

    @Test
    void simulate_andADocumentTheMappingRejects_raiseNoAlert() throws Exception {
        String event = TestEvents.dnsChild("simulated", Instant.now()).toString();
        JsonNode simulated = http.post(
                        "/_ingest/pipeline/detect/_simulate",
                        "{\"docs\":[{\"_index\":\"" + TestEvents.PROCESS_STREAM + "\",\"_source\":" + event + "}]}")
                .expect(200)
                .json();
        assertThat(simulated.at("/docs/0/doc/_source/detect/rule_ids/0").asText())
                .isEqualTo(TestEvents.DNS_RULE);

        JsonNode rejected = http.bulk(
                        "/_bulk",
                        TestEvents.bulkLines(
                                TestEvents.PROCESS_STREAM,
                                TestEvents.dnsChild("rejected", Instant.now()).put("@timestamp", "not a time")))
                .expect(200)
                .json();
        assertThat(rejected.path("errors").asBoolean()).isTrue();

        http.bulk(
                        "/_bulk",
                        TestEvents.bulkLines(TestEvents.PROCESS_STREAM, TestEvents.dnsChild("after", Instant.now())))
                .expect(200);
        assertEventuallyOnly("after", List.of("simulated", "rejected"));
    }

    private static void assertEventuallyOnly(String present, List<String> absent) throws Exception {
        Set<String> found = new TreeSet<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!found.contains(present) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
            Signals.find(http, Signals.shownOf(TestEvents.DNS_RULE))
                    .values()
                    .forEach(hit -> found.add(RuleCases.eventId(hit.path("_source"))));
        }
        assertThat(found).contains(present).doesNotContainAnyElementsOf(absent);
    }

    @Test
    void tag_thatAClientForged_isTakenAwayAndRaisesNothing() throws Exception {
        var forged = TestEvents.ordinaryProcess("forged", Instant.now());
        forged.putObject("detect").putArray("rule_ids").add(TestEvents.DNS_RULE);
        http.bulk("/_bulk", TestEvents.bulkLines(TestEvents.PROCESS_STREAM, forged))
                .expect(200);
        http.bulk(
                        "/_bulk",
                        TestEvents.bulkLines(TestEvents.PROCESS_STREAM, TestEvents.dnsChild("genuine", Instant.now())))
                .expect(200);
        assertEventuallyOnly("genuine", List.of("forged"));
        http.post("/" + TestEvents.PROCESS_STREAM + "/_refresh", "").expect(200);
        JsonNode stored = http.get("/" + TestEvents.PROCESS_STREAM + "/_search?q=event.id:forged")
                .expect(200)
                .json();
        assertThat(stored.at("/hits/hits/0/_source").has("detect")).isFalse();
    }
}
