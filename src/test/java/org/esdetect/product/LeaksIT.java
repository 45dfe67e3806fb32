package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.esdetect.testing.Signals;
import org.esdetect.testing.TestEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nobody reads through the plugin what he may not read himself: an author without the right to read {@code secret-logs}
 * tries each way to it. A test for each way that was thought of; the sharpest ask the same of an index that he may not
 * read and of one that is not there, and expect the same answer.
 */
class LeaksIT {
    private static final String ROLES =
            """
            author:
              cluster: [ "monitor", "cluster:admin/detect/rules/*", "cluster:admin/detect/run" ]
              indices:
                - names: [ "open-*", "logs-endpoint.*", "signals-detect*" ]
                  privileges: [ "read", "view_index_metadata" ]
            narrowed:
              cluster: [ "monitor", "cluster:admin/detect/rules/*", "cluster:admin/detect/run" ]
              indices:
                - names: [ "secret-logs" ]
                  privileges: [ "read", "view_index_metadata" ]
                  query: '{"term": {"process.name": "plain.exe"}}'
                  field_security:
                    grant: [ "@timestamp", "event.*", "process.name", "host.name" ]
            """;

    /** What stands in the secret index and nowhere else. */
    private static final List<String> SECRETS = List.of("vault-01", "keys.exe", "codename", "magpie");

    private static final String ANY = "any where true";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static RealNode node;
    private static Http admin;
    private static Http author;
    private static Http narrowed;

    @BeforeAll
    static void startNode() throws IOException {
        node = RealNode.install("leaks", Map.of())
                .secure(
                        "leaks",
                        ROLES,
                        Map.of("author", "author", "narrowed", "narrowed"),
                        // Documents and fields are only kept from users with a licence for it, as a trial is.
                        Map.of("xpack.license.self_generated.type", "trial", "detect.schedule.max_interval", "1s"));
        node.start().awaitStatus("green");
        admin = node.http();
        author = admin.as("author", "author-password");
        narrowed = admin.as("narrowed", "narrowed-password");
        admin.await(
                "/_detect/rules/" + TestEvents.DNS_RULE,
                answer -> answer.json().path("status").asText().equals("active"));
        for (String index : List.of("open-logs", "secret-logs")) {
            admin.put(
                            "/" + index,
                            "{\"mappings\": {\"properties\": {\"@timestamp\": {\"type\": \"date\"},"
                                    + " \"event.category\": {\"type\": \"keyword\"},"
                                    + " \"process.name\": {\"type\": \"keyword\"},"
                                    + " \"host.name\": {\"type\": \"keyword\"}"
                                    + (index.startsWith("secret") ? ", \"codename\": {\"type\": \"keyword\"}" : "")
                                    + "}}}")
                    .expect(200);
        }
        admin.post("/_aliases", "{\"actions\": [{\"add\": {\"index\": \"secret-logs\", \"alias\": \"aliased-logs\"}}]}")
                .expect(200);
        store("open-logs", "1", "plain.exe", "desk-01", "");
        store("open-logs", "2", "plain.exe", "win-01", "");
        store("secret-logs", "1", "keys.exe", "vault-01", "magpie");
        store("secret-logs", "2", "keys.exe", "win-01", "magpie");
        store("secret-logs", "3", "plain.exe", "desk-02", "magpie");
    }

    @AfterAll
    static void stopNode() throws IOException {
        node.close();
    }

    private static void store(String index, String id, String process, String host, String codename)
            throws IOException {
        ObjectNode event = JSON.createObjectNode();
        event.put("@timestamp", Instant.now().toString());
        event.putObject("event").put("category", "process").put("id", index + "-" + id);
        event.putObject("process").put("name", process);
        event.putObject("host").put("name", host);
        if (!codename.isEmpty()) {
            event.put("codename", codename);
        }
        admin.put("/" + index + "/_doc/" + id + "?refresh=true", event.toString())
                .expect(201);
    }

    private static ObjectNode rule(String id, String query, String... indices) {
        ObjectNode rule = JSON.createObjectNode();
        rule.put("rule_id", id)
                .put("name", id)
                .put("description", "d")
                .put("type", "eql")
                .put("language", "eql")
                .put("query", query)
                .put("severity", "low")
                .put("risk_score", 1)
                .put("from", "now-1h")
                .put("enabled", true);
        List.of(indices).forEach(rule.withArray("index")::add);
        return rule;
    }

    private static void save(Http user, ObjectNode rule) throws IOException {
        String path = "/_detect/rules/" + rule.path("rule_id").asText();
        user.put(path, rule.toString()).expect(201);
        admin.await(path, answer -> answer.json().path("status").asText().equals("active"));
    }

    private static String preview(String query, String... indices) {
        ObjectNode body = JSON.createObjectNode().put("query", query);
        List.of(indices).forEach(body.withArray("index")::add);
        return body.toString();
    }

    /** An answer without what differs from one call to the next, and with one name for either index. */
    private static String comparable(Http.Answer answer) {
        return answer.status() + " "
                + answer.body()
                        .replaceAll("\"(took|collected_millis_ago)\":\\d+", "\"$1\":0")
                        .replaceAll("\"(from|to)\":\"[^\"]*\"", "\"$1\":\"\"")
                        .replaceAll("(secret|absent|aliased|nowhere)(-logs|-of-author)", "X$2");
    }

    private static void assertNoSecret(Http.Answer answer) {
        assertThat(answer.body()).doesNotContain(SECRETS).doesNotContain("\"secret-logs\"");
    }

    @Test
    void preview_ofPatterns_findsAndCountsWhatHeMayReadOnly() throws IOException {
        for (String[] patterns : new String[][] {
            {"*-logs"}, {"open-logs", "secret-logs"}, {"open-*", "secret-*", "aliased-*"}, {"secret-logs", "*-logs"}
        }) {
            Http.Answer answer = author.post("/_detect/_preview", preview("process where true", patterns));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().path("total").asInt())
                    .as(List.of(patterns).toString())
                    .isEqualTo(2);
            assertThat(answer.body()).contains("desk-01").contains("\"histogram\"");
            assertNoSecret(answer);
        }
        assertThat(admin.post("/_detect/_preview", preview("process where true", "*-logs"))
                        .body())
                .as("the same is there to be found")
                .contains("vault-01", "keys.exe", "\"total\":5");
    }

    @Test
    void preview_ofASequence_doesNotJoinWithWhatHeMayNotRead() throws IOException {
        String joined = "sequence by host.name with maxspan=1h [process where process.name == \"plain.exe\"]"
                + " [process where process.name == \"keys.exe\"]";
        String query = preview(joined, "*-logs");
        assertThat(admin.post("/_detect/_preview", query)
                        .expect(200)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        Http.Answer answer = author.post("/_detect/_preview", query).expect(200);
        assertThat(answer.json().path("total").asInt()).isZero();
        assertThat(answer.body()).doesNotContain("vault-01", "magpie", "secret-logs");
    }

    @Test
    void preview_validate_andCoverage_sayNothingOfAnIndexHeMayNotRead_asIfItWereNotThere() throws IOException {
        String query = "process where codename == \"magpie\"";
        for (String unreadable : List.of("secret-logs", "aliased-logs")) {
            for (String route : List.of("/_detect/_preview", "/_detect/_validate")) {
                assertThat(comparable(author.post(route, preview(query, unreadable))))
                        .as(route + " " + unreadable)
                        .isEqualTo(comparable(author.post(route, preview(query, "absent-logs"))));
            }
        }
        save(author, rule("secret-of-author", "process where codename != null", "secret-logs", "open-logs"));
        save(author, rule("absent-of-author", "process where codename != null", "absent-logs", "open-logs"));
        assertThat(comparable(author.get("/_detect/_coverage?rule_id=secret-of-author")))
                .contains("open-logs")
                .isEqualTo(comparable(author.get("/_detect/_coverage?rule_id=absent-of-author")));
        assertThat(comparable(author.get("/_detect/_coverage?rule_id=secret-of-author&index=secret-logs")))
                .isEqualTo(comparable(author.get("/_detect/_coverage?rule_id=absent-of-author&index=absent-logs")));
        assertThat(admin.get("/_detect/_coverage?rule_id=secret-of-author").body())
                .as("the same is there to be seen")
                .contains("\"secret-logs\"");
    }

    @Test
    void preview_andExplain_withTheRuleOfSomebodyWhoMayRead_lendNothing() throws IOException {
        save(admin, rule("of-admin", "process where process.name == \"keys.exe\"", "secret-logs"));
        Http.Answer previewed = author.post("/_detect/_preview", "{\"rule_id\": \"of-admin\"}");
        assertThat(previewed.json().path("total").asInt()).isZero();
        assertThat(previewed.body()).doesNotContain("vault-01", "magpie", "\"secret-logs\"");
        assertThat(admin.post("/_detect/_preview", "{\"rule_id\": \"of-admin\"}")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(author.get("/_detect/_explain/of-admin/secret-logs/1").status())
                .isEqualTo(403);
    }

    /** Neither whether the index is there, nor whether the document is. */
    @Test
    void explain_andInvestigate_refuseAlikeWhatIsThereAndWhatIsNot() throws IOException {
        for (String path :
                List.of("/_detect/_explain/" + TestEvents.DNS_RULE + "/%/1", "/_detect/alerts/%/1/_investigate")) {
            String absent = comparable(author.get(path.replace("%", "absent-logs")));
            assertThat(absent).startsWith("403");
            for (String there : List.of("secret-logs", "aliased-logs")) {
                assertThat(comparable(author.get(path.replace("%", there)))).isEqualTo(absent);
            }
            assertThat(comparable(author.get(path.replace("%/1", "secret-logs/none"))))
                    .isEqualTo(absent);
            assertThat(author.get(path.replace("%", "*-logs")).body()).doesNotContain(SECRETS);
        }
    }

    /** The author's header is in there, and whatever else rules hold. */
    @Test
    void systemIndices_areNotReadThroughAnyRoute_evenByASuperuser() throws IOException {
        for (String index : List.of(".detect-rules", ".detect-rules-1", ".detect-state")) {
            for (Http.Answer answer : List.of(
                    admin.get("/_detect/_explain/" + TestEvents.DNS_RULE + "/" + index + "/" + TestEvents.DNS_RULE),
                    admin.get("/_detect/alerts/" + index + "/rule:" + TestEvents.DNS_RULE + "/_investigate"),
                    admin.post("/_detect/_preview", preview(ANY, index)),
                    admin.post("/_detect/_preview", preview(ANY, ".detect-*", "*")))) {
                assertThat(answer.body())
                        .as(index)
                        .doesNotContain("uthentication", "\"_index\":\".detect", "managed_index_mappings_version");
                assertThat(answer.json().at("/indices").toString()).doesNotContain(".detect-rules", ".detect-state");
            }
        }
    }

    /**
     * But for {@code searches}, which says that an index of the name is there: whoever has the privilege
     * {@code monitor} sees the names of all indices in the cluster state.
     */
    @Test
    void run_ofHisOwnRule_isTheSameForAnIndexHeMayNotReadAndOneThatIsNotThere() throws IOException {
        save(author, rule("secret-of-author-run", ANY, "secret-logs"));
        save(author, rule("absent-of-author-run", ANY, "absent-logs"));
        String window = "{\"from\": \"now-1h\", \"to\": \"now+1h\"}";
        Http.Answer unreadable = author.post("/_detect/secret-of-author-run", window);
        assertThat(comparable(unreadable).replace("\"searches\":1,", "\"searches\":0,"))
                .contains("\"outcome\":\"idle\"")
                .isEqualTo(comparable(author.post("/_detect/absent-of-author-run", window)));
        assertNoSecret(unreadable);
    }

    @Test
    void scheduledRuns_ofHisRule_alertOnWhatHeMayReadOnly_whoeverAsksForThem() throws IOException {
        save(author, rule("everything-of-author", ANY, "*-logs"));
        awaitAlerts("everything-of-author", 2);
        admin.post("/_detect/everything-of-author", "{\"from\": \"now-1h\", \"to\": \"now+1h\"}")
                .expect(200);
        assertThat(indicesOf("everything-of-author")).containsExactly("open-logs", "open-logs");
    }

    /** Whoever may run rules learns how many alerts came of it and their ids, not what they hold. */
    @Test
    void run_ofTheRuleOfSomebodyElse_tellsNoneOfTheEvents() throws IOException {
        save(admin, rule("run-of-admin", "process where process.name == \"keys.exe\"", "secret-logs"));
        Http.Answer answer = author.post(
                        "/_detect/run-of-admin", "{\"from\": \"now-1h\", \"to\": \"now+1h\", \"max_signals\": 1}")
                .expect(200);
        assertThat(answer.json().at("/rules/0/alerts/ids").size()).isPositive();
        assertThat(answer.body()).doesNotContain(SECRETS);
        for (String path :
                List.of("/_cat/detect/runs", "/_cat/detect/rules", "/_detect/_stats", "/_detect/rules/run-of-admin")) {
            // The index of the run log may have been made a moment ago.
            assertThat(author.await(path, done -> done.status() == 200).body())
                    .as(path)
                    .doesNotContain("vault-01", "magpie", "codename");
        }
    }

    /** What the role keeps back of an index is kept back by each route: documents, and fields. */
    @Test
    void documentsAndFieldsThatARoleKeepsBack_areNotThere() throws IOException {
        Http.Answer previewed = narrowed.post("/_detect/_preview", preview(ANY, "secret-logs"));
        assertThat(previewed.json().path("total").asInt()).as(previewed.body()).isEqualTo(1);
        assertThat(previewed.body()).contains("desk-02").doesNotContain(SECRETS);
        assertThat(narrowed.post("/_detect/_preview", preview("any where codename != null", "secret-logs"))
                        .json()
                        .path("total")
                        .asInt())
                .as("a field that he may not see cannot be asked for")
                .isZero();
        assertThat(narrowed.post("/_detect/_validate", preview("any where codename != null", "secret-logs"))
                        .json()
                        .at("/plan/indices/unmapped_fields/0/field")
                        .asText())
                .isEqualTo("codename");

        save(admin, rule("asks-codename", "process where codename == \"magpie\"", "secret-logs"));
        assertThat(narrowed.get("/_detect/_explain/asks-codename/secret-logs/1").status())
                .as("a document that he may not see")
                .isEqualTo(404);
        Http.Answer explained = narrowed.get("/_detect/_explain/asks-codename/secret-logs/3");
        assertThat(explained.json().path("matched").asBoolean())
                .as(explained.body())
                .isFalse();
        assertThat(admin.get("/_detect/_explain/asks-codename/secret-logs/3")
                        .json()
                        .path("matched")
                        .asBoolean())
                .isTrue();

        save(narrowed, rule("of-narrowed", ANY, "secret-logs"));
        awaitAlerts("of-narrowed", 1);
        for (JsonNode alert :
                Signals.find(admin, Signals.shownOf("of-narrowed")).values()) {
            assertThat(alert.path("_source").toString()).contains("desk-02").doesNotContain(SECRETS);
        }
    }

    /** An alert of the pipeline, its guide's fields filled in, and what its queries find for whom. */
    @Test
    void investigate_ofARealAlert_runsItsGuidesQueriesWithTheRightsOfTheCaller() throws Exception {
        ObjectNode rule = rule(
                "guided", "process where process.parent.name == \"dns.exe\"", "logs-endpoint.*", "open-*", "secret-*");
        rule.put(
                "note",
                "## Triage of {{process.name}} on {{host.name}}\n"
                        + button("Same host", "host.name", "{{host.name}}")
                        + button("Same user", "user.name", "{{user.name}}")
                        + button("Nothing", "process.hash.sha256", "{{process.hash.sha256}}"));
        save(admin, rule);
        Instant now = Instant.now();
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            events.append(TestEvents.bulkLines(
                    TestEvents.PROCESS_STREAM, TestEvents.ordinaryProcess("before-" + i, now.minusSeconds(60 - i))));
        }
        events.append(TestEvents.bulkLines(TestEvents.PROCESS_STREAM, TestEvents.dnsChild("guided-1", now)));
        events.append(TestEvents.bulkLines(
                TestEvents.PROCESS_STREAM, TestEvents.ordinaryProcess("long-before", now.minusSeconds(7200))));
        assertThat(admin.bulk("/_bulk?refresh=true", events.toString())
                        .json()
                        .path("errors")
                        .asBoolean())
                .isFalse();
        awaitAlerts("guided", 1);
        JsonNode alert = Signals.find(admin, Signals.shownOf("guided"))
                .values()
                .iterator()
                .next();
        assertThat(alert.at("/_source/detect.mode").asText()).isEqualTo("inline");
        for (String index : List.of("signals-detect", alert.path("_index").asText())) {
            String path = "/_detect/alerts/" + index + "/" + alert.path("_id").asText() + "/_investigate?size=3";
            JsonNode mine = author.get(path).expect(200).json();
            assertThat(mine.path("guide").asText())
                    .startsWith("## Triage of cmd.exe on win-01\n[Same host]")
                    .doesNotContain("{{host");
            JsonNode host = mine.at("/queries/0");
            assertThat(host.path("label").asText()).isEqualTo("Same host");
            assertThat(host.path("count").asInt()).as(host.toPrettyString()).isEqualTo(8 + 1);
            assertThat(newest(host)).hasSize(3).first().isEqualTo("guided-1");
            assertThat(mine.at("/queries/1/count").asInt()).as("by user").isEqualTo(8);
            assertThat(mine.at("/queries/2/skipped").asText())
                    .isEqualTo("the alert has no value for [{{process.hash.sha256}}]");
            assertThat(mine.toString()).doesNotContain("keys.exe", "magpie");
            assertThat(admin.get(path).json().at("/queries/0/count").asInt())
                    .as("with what stands in the secret index")
                    .isEqualTo(8 + 1 + 1);
        }
        assertThat(narrowed.get("/_detect/alerts/signals-detect/"
                                + alert.path("_id").asText() + "/_investigate")
                        .status())
                .as("who may not read alerts")
                .isEqualTo(403);
    }

    private static String button(String label, String field, String value) {
        return "!{investigate{\"label\":\"" + label + "\",\"providers\":[[{\"excluded\":false,\"field\":\"" + field
                + "\",\"queryType\":\"phrase\",\"value\":\"" + value
                + "\",\"valueType\":\"string\"}]],\"relativeFrom\":\"now-1h\",\"relativeTo\":\"now\"}}";
    }

    private static List<String> newest(JsonNode query) {
        List<String> ids = new ArrayList<>();
        query.path("newest")
                .forEach(document -> ids.add(document.at("/_source/event/id").asText()));
        return ids;
    }

    private static void awaitAlerts(String rule, int count) throws IOException {
        admin.await(
                "/signals-detect*/_search?ignore_unavailable=true&q=kibana.alert.rule.rule_id:%22" + rule + "%22",
                answer -> answer.json().at("/hits/total/value").asInt() >= count);
    }

    private static List<String> indicesOf(String rule) throws IOException {
        List<String> indices = new ArrayList<>();
        Signals.find(admin, Signals.shownOf(rule))
                .values()
                .forEach(alert -> indices.add(
                        alert.at("/_source/kibana.alert.ancestors/0/index").asText()));
        return indices;
    }
}
