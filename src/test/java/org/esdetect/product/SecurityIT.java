package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.esdetect.testing.Signals;
import org.esdetect.testing.TestEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * With security on: an agent that may only write events still raises alerts, and every route asks for its privilege.
 */
class SecurityIT {
    private static final String ROLES =
            """
            agent:
              indices:
                - names: [ "logs-endpoint.*" ]
                  privileges: [ "auto_configure", "create_doc" ]
            analyst:
              cluster: [ "monitor" ]
              indices:
                - names: [ "signals-detect*" ]
                  privileges: [ "read", "view_index_metadata" ]
            runner:
              cluster: [ "cluster:admin/detect/run" ]
            nothing:
              cluster: []
            """;

    private static RealNode node;
    private static Http http;

    @BeforeAll
    static void startNode() throws IOException {
        node = RealNode.install("security", Map.of())
                .secure(
                        "security",
                        ROLES,
                        Map.of("agent", "agent", "analyst", "analyst", "runner", "runner", "nobody", "nothing"));
        node.start().awaitStatus("green");
        http = node.http();
        http.awaitBundledRules();
    }

    @AfterAll
    static void stopNode() throws IOException {
        node.close();
    }

    private static Http as(String user) {
        return http.as(user, user + "-password");
    }

    @Test
    void eventsOfAnAgent_thatMayOnlyWriteThem_raiseAlerts_thatAnAnalystReads() throws Exception {
        Instant now = Instant.now();
        String path = "C:\\Windows\\Temp\\tool.exe";
        String lines = TestEvents.bulkLines(TestEvents.PROCESS_STREAM, TestEvents.dnsChild("secured", now))
                + TestEvents.bulkLines(
                        TestEvents.FILE_STREAM, TestEvents.droppedFile("secured-1", now.minusSeconds(9), "h", path))
                + TestEvents.bulkLines(
                        TestEvents.PROCESS_STREAM, TestEvents.startedFile("secured-2", now.minusSeconds(5), "h", path));
        JsonNode written = as("agent").bulk("/_bulk", lines).expect(200).json();
        assertThat(written.path("errors").asBoolean()).as(written.toString()).isFalse();

        http.post("/_detect", "").expect(200);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (Signals.find(http, "*:*").size() < 4 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        assertThat(Signals.find(http, "*:*"))
                .as("one inline, two building blocks and their parent")
                .hasSize(4);
        assertThat(as("analyst")
                        .get("/signals-detect/_count")
                        .expect(200)
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void everyRoute_asksForItsPrivilege() throws IOException {
        for (String path : new String[] {
            "/_detect/rules",
            "/_detect/rules/" + TestEvents.DNS_RULE,
            "/_detect/_stats",
            "/_cat/detect/rules",
            "/_detect/_coverage",
            "/_detect/_navigator",
            "/_health_report/detect"
        }) {
            assertThat(as("analyst").get(path).status()).as("analyst " + path).isEqualTo(200);
            assertThat(as("runner").get(path).status()).as("runner " + path).isEqualTo(403);
            assertThat(as("nobody").get(path).status()).as("nobody " + path).isEqualTo(403);
            assertThat(http.as("nobody", "wrong").get(path).status())
                    .as("wrong password " + path)
                    .isEqualTo(401);
        }
        String[][] readingPosts = {
            {"/_detect/_validate", "{\"query\": \"any where true\"}"},
            {"/_detect/_test", "{\"query\": \"any where true\", \"events\": []}"}
        };
        for (String[] call : readingPosts) {
            assertThat(as("analyst").post(call[0], call[1]).status())
                    .as("analyst " + call[0])
                    .isEqualTo(200);
            assertThat(as("runner").post(call[0], call[1]).status())
                    .as("runner " + call[0])
                    .isEqualTo(403);
            assertThat(as("nobody").post(call[0], call[1]).status())
                    .as("nobody " + call[0])
                    .isEqualTo(403);
        }
        for (String path : new String[] {"/_detect", "/_detect/" + TestEvents.DNS_RULE}) {
            assertThat(as("runner").post(path, "").status())
                    .as("runner " + path)
                    .isEqualTo(200);
            assertThat(as("analyst").post(path, "").status())
                    .as("analyst " + path)
                    .isEqualTo(403);
            assertThat(as("nobody").post(path, "").status())
                    .as("nobody " + path)
                    .isEqualTo(403);
        }
    }

    @Test
    void whatChangesTheCluster_isTheOperators() throws IOException {
        for (String path : new String[] {
            "/_detect/_attach?index=logs-*&dry_run=true",
            "/_detect/_detach?index=logs-*&dry_run=true",
            "/_detect/_uninstall?dry_run=true"
        }) {
            for (String user : new String[] {"analyst", "runner", "nobody", "agent"}) {
                assertThat(as(user).post(path, "").status())
                        .as(user + " " + path)
                        .isEqualTo(403);
            }
        }
        assertThat(http.post("/_detect/_uninstall?dry_run=true", "").status()).isEqualTo(200);
    }

    /** An index that he may not read is as if it were not there; an alert that he may not read is refused. */
    @Test
    void coverageAndInvestigate_showEachUserWhatHeMayRead() throws IOException {
        http.bulk(
                        "/_bulk?refresh=true",
                        TestEvents.bulkLines(
                                TestEvents.FILE_STREAM,
                                TestEvents.droppedFile("covered", Instant.now(), "h", "C:\\unseen.exe")))
                .expect(200);
        String coverage = "/_detect/_coverage?rule_id=" + TestEvents.FILE_SHARE_RULE;
        assertThat(http.get(coverage).expect(200).json().at("/rules/0/indices")).isNotEmpty();
        Http.Answer unseen = as("analyst").get(coverage).expect(200);
        assertThat(unseen.json().at("/rules/0/indices")).as(unseen.body()).isEmpty();
        assertThat(unseen.body()).doesNotContain(TestEvents.FILE_STREAM);

        http.send(
                        "PUT",
                        "/secret-alerts/_doc/1?refresh=true",
                        "{\"kibana.alert.rule.rule_id\": \"x\"}",
                        "application/json")
                .expect(201);
        String investigate = "/_detect/alerts/secret-alerts/1/_investigate";
        assertThat(http.get(investigate).status()).isEqualTo(200);
        assertThat(as("analyst").get(investigate).status()).isEqualTo(403);
        assertThat(as("nobody").get(investigate).status()).isEqualTo(403);
    }

    /** The rule's author sees of an index, and of an event, what he could have asked for himself. */
    @Test
    void validateAndExplain_lookWithTheRightsOfTheCaller() throws IOException {
        String index = "secret-events";
        http.send("PUT", "/" + index + "/_doc/1?refresh=true", "{\"process.name\": \"x\"}", "application/json")
                .expect(201);
        String query = "{\"query\": \"any where process.name == \\\"x\\\"\", \"index\": \"secret-*\"}";
        assertThat(http.post("/_detect/_validate", query)
                        .expect(200)
                        .json()
                        .at("/plan/indices/count")
                        .asInt())
                .isEqualTo(1);
        JsonNode unseen =
                as("analyst").post("/_detect/_validate", query).expect(200).json();
        assertThat(unseen.at("/plan/indices/count").asInt()).isZero();
        assertThat(unseen.at("/plan/steps/0").has("index_query")).isFalse();
        String named = query.replace("secret-*", index);
        assertThat(as("analyst").post("/_detect/_validate", named).body())
                .as("named outright")
                .doesNotContain("\"index_query\"");

        String explain = "/_detect/_explain/" + TestEvents.DNS_RULE + "/" + index + "/1";
        assertThat(http.get(explain).status()).isEqualTo(200);
        assertThat(as("analyst").get(explain).status()).isEqualTo(403);
        assertThat(as("nobody").get(explain).status()).isEqualTo(403);
    }

    @Test
    void preview_showsEachUserWhatHeMayRead() throws IOException {
        http.bulk(
                        "/_bulk?refresh=true",
                        TestEvents.bulkLines(
                                TestEvents.FILE_STREAM,
                                TestEvents.droppedFile("previewed", Instant.now(), "h", "C:\\unseen.exe")))
                .expect(200);
        String query = "{\"query\": \"any where true\", \"index\": [\"logs-endpoint.*\"]}";
        JsonNode administrator =
                http.post("/_detect/_preview", query).expect(200).json();
        assertThat(administrator.path("total").asInt()).isPositive();
        JsonNode analyst =
                as("analyst").post("/_detect/_preview", query).expect(200).json();
        assertThat(analyst.path("total").asInt()).as(analyst.toString()).isZero();
        assertThat(analyst.path("indices")).as(analyst.toString()).isEmpty();
        String rule = "{\"rule_id\": \"" + TestEvents.DNS_RULE + "\", \"from\": \"now-1h\"}";
        assertThat(as("analyst")
                        .post("/_detect/_preview", rule)
                        .expect(200)
                        .json()
                        .path("indices"))
                .as("a bundled rule does not lend its own rights")
                .isEmpty();
        assertThat(as("nobody").post("/_detect/_preview", query).status()).isEqualTo(403);
    }

    @Test
    void systemIndices_areOutOfReach_evenForTheAdministrator() throws IOException {
        assertThat(http.get("/.detect-rules/_search").status()).isNotEqualTo(200);
        assertThat(http.get("/.detect-state/_search").status()).isNotEqualTo(200);
    }
}
