package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.esdetect.testing.Signals;
import org.esdetect.testing.TestEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A rule that matches far more than its {@code max_signals}, on the real distribution. */
class NoisyRuleIT {
    private static final int CAP = 5;

    private static RealNode node;
    private static Http http;

    @BeforeAll
    static void startNode() throws IOException {
        node = RealNode.install("noisy", Map.of("detect.sweep.interval", "1s"));
        node.start().awaitStatus("green");
        http = node.http();
        http.awaitBundledRules();
    }

    @AfterAll
    static void stopNode() throws IOException {
        node.close();
    }

    /** Its interval is so long that no test meets its end. */
    private static void putRule(String id, String process) throws IOException {
        http.put(
                        "/_detect/rules/" + id,
                        "{\"name\": \"" + id + "\", \"description\": \"d\", \"type\": \"eql\", \"language\": \"eql\","
                                + " \"query\": \"process where process.name : \\\"" + process + "\\\"\","
                                + " \"index\": [\"logs-endpoint.*\"], \"severity\": \"low\", \"risk_score\": 1,"
                                + " \"interval\": \"1000d\", \"from\": \"now-1010d\", \"max_signals\": " + CAP
                                + ", \"enabled\": true}")
                .expect(201);
        http.await(
                "/_detect/rules/" + id,
                answer -> answer.json().path("status").asText().equals("active"));
    }

    private static void index(String process, int from, int to) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            var event = TestEvents.ordinaryProcess(process + "-" + i, Instant.now());
            event.withObject("process").put("name", process);
            lines.append(TestEvents.bulkLines(TestEvents.PROCESS_STREAM, event));
        }
        assertThat(http.bulk("/_bulk", lines.toString())
                        .expect(200)
                        .json()
                        .path("errors")
                        .asBoolean())
                .isFalse();
    }

    /** The overflow alert of a rule, once it says {@code count}. */
    private static JsonNode awaitOverflow(String rule, int count) throws IOException {
        return http.await(
                        "/signals-detect/_search?ignore_unavailable=true&q=kibana.alert.rule.rule_id:" + rule
                                + "%20AND%20detect.overflow.count:" + count,
                        answer -> answer.json().at("/hits/total/value").asInt() == 1)
                .json()
                .at("/hits/hits/0/_source");
    }

    /** Event ids of the alerts that people see, without those that tell of others. */
    private static TreeSet<String> alerted(String rule) throws IOException {
        TreeSet<String> events = new TreeSet<>();
        for (JsonNode hit : Signals.find(http, Signals.shownOf(rule) + " AND NOT detect.overflow.count:*")
                .values()) {
            assertThat(events.add(hit.at("/_source/event/id").asText())).isTrue();
        }
        return events;
    }

    @Test
    void overItsCap_aRuleHasThatManyAlerts_oneThatCountsTheRest_andAllWhenTheyAreAskedFor() throws IOException {
        putRule("noisy", "noise.exe");
        for (int i = 0; i < 40; i += 8) {
            index("noise.exe", i, i + 8);
        }
        JsonNode overflow = awaitOverflow("noisy", 40 - CAP);
        assertThat(alerted("noisy")).hasSize(CAP);
        assertThat(overflow.at("/detect.overflow/top/host.name/0/count").asInt())
                .isEqualTo(40 - CAP);
        assertThat(overflow.path("kibana.alert.reason").asText())
                .startsWith("35 more alerts of rule noisy were held back")
                .contains("host.name win-01 (35)");

        index("noise.exe", 40, 50);
        awaitOverflow("noisy", 50 - CAP);
        assertThat(alerted("noisy")).as("later events of the interval").hasSize(CAP);
        JsonNode total = http.get("/_detect/_stats?filter_path=total.inline,total.listener")
                .json()
                .path("total");
        assertThat(total.at("/inline/rules/noisy/held_back").asInt()).isEqualTo(50 - CAP);
        assertThat(total.at("/listener/unconfirmed_documents").asInt())
                .as("a tag that is over the cap is as true as any")
                .isZero();

        JsonNode capped = run("noisy", CAP);
        assertThat(capped.path("created").asInt()).as(capped.toString()).isEqualTo(CAP);
        JsonNode all = run("noisy", 1000);
        assertThat(all.path("created").asInt()).as(all.toString()).isEqualTo(40);
        assertThat(all.path("suppressed").asInt()).isZero();
        assertThat(alerted("noisy")).hasSize(50);
        assertThat(run("noisy", 1000).path("created").asInt()).as("again").isZero();
    }

    private static JsonNode run(String rule, int cap) throws IOException {
        JsonNode answer = http.post(
                        "/_detect/" + rule, "{\"from\": \"now-1h\", \"to\": \"now+1h\", \"max_signals\": " + cap + "}")
                .expect(200)
                .json();
        return answer.at("/rules/0/alerts");
    }
}
