package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.esdetect.testing.TestEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way of a rule that is too costly, as an operator sees it on the real distribution. */
class CostlyRuleIT {
    private static final String COSTLY =
            "process where process.name == \"cmd.exe\" and stringContains(process.args, process.env_vars)";
    private static final String HEALTH = "/_health_report/detect";

    private static RealNode node;
    private static Http http;

    @BeforeAll
    static void startNode() throws IOException {
        node = RealNode.install("costly", Map.of("detect.sweep.interval", "1s", "detect.health.interval", "1s"));
        node.start().awaitStatus("green");
        http = node.http();
        awaitHealth("green");
    }

    @AfterAll
    static void stopNode() throws IOException {
        node.close();
    }

    private static void put(String id, String query) throws IOException {
        http.put(
                "/_detect/rules/" + id,
                "{\"name\": \"The " + id + " one\", \"description\": \"d\", \"type\": \"eql\", \"language\": \"eql\","
                        + " \"query\": \"" + query.replace("\"", "\\\"") + "\", \"index\": [\"logs-endpoint.*\"],"
                        + " \"severity\": \"low\", \"risk_score\": 1, \"max_signals\": 1000, \"enabled\": true}");
        http.await(
                "/_detect/rules/" + id,
                answer -> answer.json().path("status").asText().equals("active"));
    }

    private static JsonNode awaitHealth(String status) throws IOException {
        return http.await(HEALTH, answer -> answer.json()
                        .at("/indicators/detect/status")
                        .asText()
                        .equals(status))
                .json()
                .at("/indicators/detect");
    }

    /** Events of one {@code cmd.exe} each, with so many arguments and as many variables of its environment. */
    private static void index(String id, int events, int values, String argument, String variable) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < events; i++) {
            ObjectNode event = TestEvents.ordinaryProcess(id + "-" + i, Instant.now());
            ObjectNode process = event.withObject("process").put("name", "cmd.exe");
            for (int j = 0; j < values; j++) {
                process.withArray("args").add(argument + j);
                process.withArray("env_vars").add(variable + j);
            }
            lines.append(TestEvents.bulkLines(TestEvents.PROCESS_STREAM, event));
        }
        assertThat(http.bulk("/_bulk?refresh=true", lines.toString())
                        .json()
                        .path("errors")
                        .asBoolean())
                .isFalse();
    }

    private static int alerts(String rule, String event) throws IOException {
        return http.get("/signals-detect*/_search?ignore_unavailable=true&q=kibana.alert.rule.rule_id:" + rule
                        + "%20AND%20event.id:" + event)
                .json()
                .at("/hits/total/value")
                .asInt();
    }

    private static void awaitAlert(String rule, String event) throws IOException {
        http.await(HEALTH, ignored -> {
            try {
                return alerts(rule, event) == 1;
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    @Test
    void costlyRule_isTheFirstThatIsShown_stepsAsideInline_stillDetects_andHealthSaysWhy() throws IOException {
        put("costly", COSTLY);
        put("plain", "process where process.name == \"cmd.exe\" and process.args : \"*needle*\"");
        // Dear, and within what a rule may cost. One document in 64 is timed.
        for (int i = 0; i < 4; i++) {
            index("dear-" + i, 500, 60, "an argument of some length ", "a variable of some length ");
        }
        assertItIsTheFirstThatIsShown();
        awaitHealth("green");

        // More than a rule may cost on one document, five times.
        index("over", 5, 400, "an argument of some length ", "a variable of some length ");
        assertHealthSaysWhy(awaitHealth("yellow"));
        assertThat(http.get("/_cat/detect/rules?h=id,quarantined&s=quarantined:desc")
                        .body()
                        .lines()
                        .findFirst())
                .hasValueSatisfying(first -> assertThat(first).matches("costly +1 *"));
        assertThat(http.get("/_detect/_stats").body()).contains("\"quarantined\":[{\"rule_id\":\"costly\",\"reason\":");

        assertItStillDetects_afterTheEventIsIndexed();
        assertItIsJudgedAgain_onceItIsMended();
    }

    private static void assertItIsTheFirstThatIsShown() throws IOException {
        JsonNode inline = http.get("/_detect/_stats").json().at("/total/inline");
        assertThat(inline.path("rules").fieldNames().next())
                .as(inline.toPrettyString())
                .isEqualTo("costly");
        assertThat(inline.at("/rules/costly/cost_share").asDouble())
                .isGreaterThan(inline.at("/rules/plain/cost_share").asDouble())
                .isBetween(0.0, 1.0);
        List<String> table = http.get("/_cat/detect/rules?h=id,cost,quarantined&s=cost:desc")
                .body()
                .lines()
                .toList();
        assertThat(table).hasSize(7).first().asString().startsWith("costly ").endsWith(" 0");
    }

    private static void assertHealthSaysWhy(JsonNode health) {
        assertThat(health.path("symptom").asText()).contains("rules in quarantine [1]");
        JsonNode finding = find(health.at("/details/findings"), "rule_quarantined");
        assertThat(finding.path("rules").toString()).isEqualTo("[\"costly\"]");
        assertThat(finding.at("/messages/0").asText()).matches("costly: needs more than \\[\\d+] steps for one rule");
        assertThat(health.path("impacts").toString()).contains("Some alerts come later than usual; none is lost.");
        JsonNode diagnosis = find(health.path("diagnosis"), "rule_quarantined");
        assertThat(diagnosis.path("cause").asText()).contains("needed too much work on documents");
        assertThat(diagnosis.path("action").asText()).contains("Mend the rule").contains("disable it");
    }

    /** It is not judged while the event is ingested; the others go on. */
    private static void assertItStillDetects_afterTheEventIsIndexed() throws IOException {
        index("hidden", 1, 3, "needle", "needle");
        awaitAlert("costly", "hidden-0");
        awaitAlert("plain", "hidden-0");
        JsonNode tag = http.get("/" + TestEvents.PROCESS_STREAM + "/_search?q=event.id:hidden-0")
                .json()
                .at("/hits/hits/0/_source/detect");
        assertThat(tag.path("deferred").toString()).isEqualTo("[\"quarantined\"]");
        assertThat(tag.path("rule_ids").toString()).isEqualTo("[\"plain\"]");
    }

    private static void assertItIsJudgedAgain_onceItIsMended() throws IOException {
        put("costly", "process where process.name == \"cmd.exe\" and process.env_vars : \"needle*\"");
        http.await(
                "/_cat/detect/rules?h=id,quarantined",
                answer -> answer.body().lines().allMatch(line -> line.strip().endsWith(" 0")));
        // A rule that failed on documents lately is told of for ten minutes; but no longer as one that is put away.
        assertThat(http.await(HEALTH, answer -> !answer.body().contains("rules in quarantine"))
                        .json()
                        .at("/indicators/detect/symptom")
                        .asText())
                .contains("rules that failed on documents");
        index("mended", 1, 3, "needle", "needle");
        awaitAlert("costly", "mended-0");
        assertThat(http.get("/" + TestEvents.PROCESS_STREAM + "/_search?q=event.id:mended-0")
                        .json()
                        .at("/hits/hits/0/_source/detect/rule_ids")
                        .toString())
                .isEqualTo("[\"costly\",\"plain\"]");
    }

    private static JsonNode find(JsonNode all, String symptom) {
        for (JsonNode each : all) {
            if (each.path("id").asText().endsWith(symptom)) {
                return each;
            }
        }
        throw new AssertionError("no [" + symptom + "]: " + all);
    }
}
