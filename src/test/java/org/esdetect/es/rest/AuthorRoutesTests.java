package org.esdetect.es.rest;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.http.entity.ContentType;
import org.elasticsearch.common.settings.Settings;
import org.esdetect.testing.TestRules;

/** What a rule's author asks over HTTP: is it right, what does it make of these events, why not of that one. */
public class AuthorRoutesTests extends RoutesTestCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SEQUENCE =
            "sequence by host.id with maxspan=5s [process where process.name == 'a'] [network where destination.port == 53]"
                    .replace('\'', '"');

    public void testValidate_aQueryWithMistakes_namesEachWithItsPlace() throws IOException {
        JsonNode answer = validate(Map.of("query", "process where lenght(process.name) > 3\n  and foo(user.name)"));
        then(answer.path("valid").asBoolean()).isFalse();
        then(answer.path("problems")).hasSize(2);
        JsonNode first = answer.path("problems").get(0);
        then(first.path("code").asText()).isEqualTo("UNKNOWN_FUNCTION");
        then(first.path("severity").asText()).isEqualTo("error");
        then(first.path("in").asText()).isEqualTo("query");
        then(first.path("line").asInt()).isEqualTo(1);
        then(first.path("column").asInt()).isEqualTo(15);
        then(first.path("excerpt").asText()).isEqualTo("lenght");
        then(first.path("suggestion").asText()).isEqualTo("length");
        then(answer.path("problems").get(1).path("line").asInt()).isEqualTo(2);
        then(answer.has("plan")).isFalse();
    }

    public void testValidate_aSequence_showsItsPlan_andWhatTheIndicesLack() throws IOException {
        createIndex(
                "logs-a",
                Settings.EMPTY,
                "_doc",
                "event.category",
                "type=keyword",
                "process.name",
                "type=keyword",
                "host.id",
                "type=keyword");
        createIndex("logs-b", Settings.EMPTY, "_doc", "process.name", "type=keyword", "destination.port", "type=long");

        JsonNode answer = validate(Map.of("query", SEQUENCE + " | head 5", "index", List.of("logs-*", "far:logs-*")));
        then(answer.path("valid").asBoolean()).as(answer.toString()).isTrue();
        JsonNode plan = answer.path("plan");
        then(plan.path("kind").asText()).isEqualTo("sequence");
        then(plan.path("query").asText())
                .startsWith("sequence by host.id with maxspan=5s\n  [process where process.name == \"a\"]");
        then(plan.path("max_span_millis").asInt()).isEqualTo(5000);
        then(texts(plan.path("fields")))
                .containsExactly(
                        "host.id",
                        "event.category",
                        "process.name",
                        "destination.port",
                        "@timestamp",
                        "event.sequence");
        then(plan.path("steps").get(1).path("query").asText()).isEqualTo("network where destination.port == 53");
        then(plan.path("steps").findValuesAsText("index_query")).hasSize(2);
        JsonNode indices = plan.path("indices");
        then(indices.path("count").asInt()).isEqualTo(2);
        then(indices.path("unmapped_fields").findValuesAsText("field"))
                .containsExactly("host.id", "event.category", "destination.port", "@timestamp", "event.sequence");
        then(texts(indices.path("unmapped_fields").get(0).path("indices"))).containsExactly("logs-b");
        then(indices.path("unmapped_fields").get(4).path("count").asInt()).isEqualTo(2);
    }

    public void testValidate_saysWhichStepsTheIndexAnswersExactly() throws IOException {
        createIndex("logs-a", Settings.EMPTY, "_doc", "process.name", "type=keyword", "message", "type=text");
        then(indexQuery("any where process.name == \"a\"")).isEqualTo("exact");
        then(indexQuery("any where message : \"a*\"")).isEqualTo("superset");
    }

    /** What stands behind the object may be what its author meant, so it is not passed over. */
    public void testBodies_areOneObject_andNothingElse() throws IOException {
        String query = "{\"query\": \"process where true\", \"index\": [\"logs-*\"], \"events\": []}";
        Map<String, String> bodies = Map.of(
                "/_detect/_preview", query.replace(", \"events\": []", ""),
                "/_detect/_validate", query.replace(", \"events\": []", ""),
                "/_detect/_test", query.replace("\"index\": [\"logs-*\"], ", ""),
                "/_detect/rules/_export", "{\"objects\": []}");
        for (Map.Entry<String, String> each : bodies.entrySet()) {
            String path = each.getKey();
            then(call("POST", path, each.getValue(), "application/json").status())
                    .as(path)
                    .isEqualTo(200);
            for (String more : List.of(" {}", " more")) {
                Answer refused = call("POST", path, each.getValue() + more, "application/json");
                then(refused.status()).as(path + refused.text()).isEqualTo(400);
                then(refused.reason()).as(path).startsWith("[1:");
            }
        }
        Answer list = call("POST", "/_detect/_test", "[]", "application/json");
        then(list.status()).isEqualTo(400);
        then(list.reason()).isEqualTo("[1:1] the body must be one object, found [START_ARRAY]");
    }

    private String indexQuery(String query) throws IOException {
        return validate(Map.of("query", query, "index", "logs-a"))
                .at("/plan/steps/0/index_query")
                .asText();
    }

    public void testValidate_warnsOfWhatTheMappingDoesNotHold() throws IOException {
        client().admin()
                .indices()
                .prepareCreate("logs-a")
                .setMapping(
                        """
                        {"dynamic": false, "properties": {
                          "event": {"properties": {"category": {"type": "keyword"}}},
                          "tool": {"properties": {"name": {"type": "keyword", "ignore_above": 5}}}}}
                        """)
                .get();
        String query = "process where tool.nmae == \"a\" and tool.name == \"longer\"";
        JsonNode known = validate(Map.of("query", query, "index", "logs-a"));
        then(known.path("valid").asBoolean()).isTrue();
        then(known.path("warnings").findValuesAsText("code")).contains("UNKNOWN_FIELD", "IGNORE_ABOVE");
        then(known.path("warnings").toString()).contains("did you mean [tool.name]?");
        then(validate(Map.of("query", query)).path("warnings")).isEmpty();
    }

    public void testValidate_ofNoIndex_saysSo() throws IOException {
        JsonNode answer = validate(Map.of("query", "any where a == 1", "index", "nothing-*"));
        then(answer.at("/plan/indices/count").asInt()).isZero();
        then(answer.at("/plan/steps/0").has("index_query")).isFalse();
    }

    public void testValidate_aRule_asJsonAndAsToml() throws IOException {
        JsonNode json =
                validate(Map.of("rule_id", "a", "name", "A", "type", "eql", "query", "any where a : \"b\" | head 1"));
        then(json.path("valid").asBoolean()).isFalse();
        then(json.path("problems").findValuesAsText("in")).contains("rule");
        then(json.path("problems").findValuesAsText("message"))
                .anyMatch(message -> message.contains("[description]"))
                .anyMatch(message -> message.contains("[severity]"));

        String toml = Files.readString(Path.of("rules/lateral_movement_unusual_dns_service_children.toml"));
        JsonNode bundled = toml("/_detect/_validate", toml);
        then(bundled.path("valid").asBoolean()).as(bundled.toString()).isTrue();
        then(bundled.at("/plan/kind").asText()).isEqualTo("event");
        then(texts(bundled.at("/plan/fields"))).contains("process.parent.name");

        JsonNode broken = toml("/_detect/_validate", toml.replace("process.parent.name :", "process.parent.name = "));
        then(broken.at("/problems/0/message").asText()).contains("write [==]");
    }

    public void testValidate_whatIsNoBody_isRefused() {
        thenThrownBy(() -> post("/_detect/_validate", "")).hasMessageContaining("400 Bad Request");
        thenThrownBy(() -> post("/_detect/_validate", "{\"query\": 5}"))
                .hasMessageContaining("400 Bad Request")
                .hasMessageContaining("[query] must be text, found [5]");
        thenThrownBy(() -> post("/_detect/_validate", "{\"query\": \"any where true\", \"index\": [1]}"))
                .hasMessageContaining("[index] must be a pattern or a list of patterns, found [[1]]");
        thenThrownBy(() -> post("/_detect/_validate", "{\"query\": \"any where true\", \"indx\": \"a\"}"))
                .hasMessageContaining("400 Bad Request")
                .hasMessageContaining("unknown field [indx], did you mean [index]?");
        thenThrownBy(() -> post("/_detect/_validate", "{\"query\": ")).hasMessageContaining("400 Bad Request");
        thenThrownBy(() -> post("/_detect/_validate", "{\"query\": \"" + "x".repeat(1024 * 1024) + "\"}"))
                .hasMessageContaining("413 Request Entity Too Large")
                .hasMessageContaining("at most [1048576] are taken");
        thenThrownBy(() -> send("/_detect/_validate", "query", ContentType.create("text/plain")))
                .hasMessageContaining("406");
    }

    public void testTest_aQueryOverEvents_givesAVerdictEach_andWhy() throws IOException {
        Map<String, Object> body = Map.of(
                "query",
                "process where process.name == \"cmd.exe\"",
                "events",
                List.of(
                        Map.of("event.category", "process", "process", Map.of("name", "cmd.exe")),
                        Map.of("event.category", "process", "process", Map.of("name", "CMD.EXE"))),
                "explain",
                true);
        JsonNode answer = test(body);
        then(answer.path("kind").asText()).isEqualTo("event");
        then(answer.path("matched").asBoolean()).isTrue();
        then(answer.path("matches").asInt()).isEqualTo(1);
        then(answer.at("/events/0/matched").asBoolean()).isTrue();
        then(answer.at("/events/1/matched").asBoolean()).isFalse();
        then(answer.at("/events/1/explanation/decided_by/0/message").asText())
                .isEqualTo("process.name is [\"CMD.EXE\"]; [CMD.EXE] differs in case only; [:] ignores case");
        then(answer.at("/events/1/explanation/clauses/1/reasons/0/code").asText())
                .isEqualTo("case");
    }

    public void testTest_aSequence_isFoundOrItsNearestMissIsTold() throws IOException {
        Map<String, Object> first = Map.of(
                "@timestamp", "2026-11-21T09:00:00Z", "event.category", "process", "host.id", "h", "process.name", "a");
        Map<String, Object> second = Map.of(
                "@timestamp",
                "2026-11-21T09:00:04Z",
                "event.category",
                "network",
                "host.id",
                "h",
                "destination.port",
                53);
        JsonNode found = test(Map.of("query", SEQUENCE, "events", List.of(second, first)));
        then(found.at("/sequences/0/events").toString()).isEqualTo("[1,0]");
        then(found.has("explanation")).isFalse();

        JsonNode missed =
                test(Map.of("query", SEQUENCE.replace("5s", "3s"), "events", List.of(second, first), "explain", true));
        then(missed.path("matched").asBoolean()).isFalse();
        then(missed.at("/explanation/nearest_miss/code").asText()).isEqualTo("maxspan");
        then(missed.at("/explanation/nearest_miss/message").asText())
                .isEqualTo("step 2 came with event [0], 4s after event [1]: maxspan of 3s is exceeded by 1s");
    }

    public void testTest_aStoredRule_andOneThatIsSentAlong() throws IOException {
        put(TestRules.rule("shell", Map.of("query", "any where process.name == \"sh\"")));
        List<Map<String, Object>> events = List.of(Map.of("process.name", "sh"), Map.of("process.name", "ls"));
        JsonNode stored = test(Map.of("rule_id", "shell", "events", events));
        then(stored.path("rule_id").asText()).isEqualTo("shell");
        then(stored.path("events").findValuesAsText("matched")).containsExactly("true", "false");

        String toml = Files.readString(Path.of("rules/lateral_movement_unusual_dns_service_children.toml"));
        then(test(Map.of("rule", toml, "events", events)).path("matches").asInt())
                .isZero();
        then(test(Map.of("rule", TestRules.rule("x").document(), "events", events))
                        .path("rule_id")
                        .asText())
                .isEqualTo("x");

        thenThrownBy(() -> test(Map.of("rule_id", "shel", "events", events)))
                .hasMessageContaining("404 Not Found")
                .hasMessageContaining("did you mean [shell]");
    }

    public void testTest_whatCannotBeTested_isRefused() {
        thenThrownBy(() -> test(Map.of("query", "process where\n  foo(a)", "events", List.of())))
                .hasMessageContaining("400 Bad Request")
                .hasMessageContaining("query:2:3: unknown function [foo]")
                .hasMessageContaining("parse_exception");
        thenThrownBy(() -> test(Map.of("query", "any where true", "rule_id", "a", "events", List.of())))
                .hasMessageContaining("expected one of [rule_id], [rule] and [query], found [rule_id, query]");
        thenThrownBy(() -> test(Map.of("query", "any where true", "event", List.of())))
                .hasMessageContaining("unknown field [event], did you mean [events]?");
        thenThrownBy(() -> test(Map.of("query", "any where true")))
                .hasMessageContaining("[events] must be a list of events");
        thenThrownBy(() -> test(Map.of("query", "any where true", "events", List.of(5))))
                .hasMessageContaining("found something else at [0]");
        thenThrownBy(() -> test(Map.of("query", "any where true", "events", Collections.nCopies(1001, Map.of()))))
                .hasMessageContaining("[events] has [1001] events, at most [1000] are judged at once");
        thenThrownBy(() -> test(Map.of("query", "any where true", "events", List.of(), "explain", "yes")))
                .hasMessageContaining("[explain] must be true or false, found [yes]");
        String large = "any where " + String.join(" or ", Collections.nCopies(200, "a == 1"));
        thenThrownBy(() -> test(Map.of("query", large, "events", Collections.nCopies(1000, Map.of()), "explain", true)))
                .hasMessageContaining("400 Bad Request")
                .hasMessageContaining("[1000] events times [202] clauses");
        String keys = "any where true";
        thenThrownBy(() -> test(Map.of(
                        "query",
                        "sequence by k [" + keys + "] [" + keys + "]",
                        "events",
                        List.of(Map.of(
                                "@timestamp",
                                5,
                                "k",
                                IntStream.range(0, 2000).boxed().toList())))))
                .hasMessageContaining("400 Bad Request")
                .hasMessageContaining("more than [1000] join keys per event");
    }

    public void testExplain_aDocument_saysWhy() throws IOException {
        put(TestRules.rule("shell", Map.of("query", "any where process.name == \"sh\" and user.id == null")));
        index("logs-a", "1", Map.of("process", Map.of("name", "bash")));
        JsonNode answer = json("/_detect/_explain/shell/logs-a/1");
        then(answer.path("rule_id").asText()).isEqualTo("shell");
        then(answer.path("index").asText()).isEqualTo("logs-a");
        then(answer.path("index_named_by_rule").asBoolean()).isTrue();
        then(answer.path("matched").asBoolean()).isFalse();
        then(answer.at("/explanation/decided_by/0/clause").asText()).isEqualTo("process.name == \"sh\"");
        then(answer.at("/explanation/decided_by/0/message").asText()).isEqualTo("process.name is [\"bash\"]");

        index("other", "1", Map.of("process.name", "sh"));
        JsonNode elsewhere = json("/_detect/_explain/shell/other/1");
        then(elsewhere.path("matched").asBoolean()).isTrue();
        then(elsewhere.path("index_named_by_rule").asBoolean()).isFalse();
    }

    public void testExplain_forASequence_readsTheEventAgainstEachStep() throws IOException {
        put(TestRules.rule("pair", Map.of("query", SEQUENCE)));
        index("logs-a", "1", Map.of("event.category", "network", "destination.port", 53));
        JsonNode answer = json("/_detect/_explain/pair/logs-a/1");
        then(answer.path("kind").asText()).isEqualTo("sequence");
        then(answer.path("takes_part").asBoolean()).isFalse();
        then(answer.at("/steps/0/matched").asBoolean()).isFalse();
        then(answer.at("/steps/1/matched").asBoolean()).isTrue();
        then(answer.at("/steps/1/joins").asBoolean()).isFalse();
        then(answer.at("/steps/1/keys/0").toString()).isEqualTo("{\"field\":\"host.id\",\"values\":[],\"count\":0}");
    }

    public void testExplain_behindAnAlias_findsTheIndexThatHoldsTheEvent() throws IOException {
        put(TestRules.rule("shell", Map.of("query", "any where process.name == \"sh\"")));
        index("logs-a", "1", Map.of("process.name", "sh"));
        index("logs-b", "2", Map.of("process.name", "sh"));
        safeGet(indicesAdmin()
                .prepareAliases()
                .addAlias(new String[] {"logs-a", "logs-b"}, "all-logs")
                .execute());
        safeGet(indicesAdmin().prepareRefresh().execute());
        then(json("/_detect/_explain/shell/all-logs/2").path("index").asText()).isEqualTo("logs-b");
        thenThrownBy(() -> json("/_detect/_explain/shell/all-logs/3"))
                .hasMessageContaining("no event [3] in [all-logs]");
        index("logs-a", "2", Map.of("process.name", "sh"));
        safeGet(indicesAdmin().prepareRefresh().execute());
        thenThrownBy(() -> json("/_detect/_explain/shell/all-logs/2"))
                .hasMessageContaining("400 Bad Request")
                .hasMessageContaining("several indices of [all-logs] have an event [2]");
    }

    public void testExplain_whatIsNotThere_says404() throws IOException {
        put(TestRules.rule("shell"));
        index("logs-a", "1", Map.of("process.name", "sh"));
        thenThrownBy(() -> json("/_detect/_explain/shell/logs-a/2"))
                .hasMessageContaining("404 Not Found")
                .hasMessageContaining("no event [2] in [logs-a]");
        thenThrownBy(() -> json("/_detect/_explain/shell/logs-b/1"))
                .hasMessageContaining("404 Not Found")
                .hasMessageContaining("index_not_found_exception");
        thenThrownBy(() -> json("/_detect/_explain/shel/logs-a/1"))
                .hasMessageContaining("404 Not Found")
                .hasMessageContaining("did you mean [shell]");
    }

    public void testExplain_aSystemIndex_isOutOfReach() {
        put(TestRules.rule("shell"));
        thenThrownBy(() -> json("/_detect/_explain/shell/.detect-rules/rule:shell"))
                .hasMessageContaining("400 Bad Request");
    }

    private void index(String index, String id, Map<String, Object> source) {
        client().prepareIndex(index).setId(id).setSource(source).get();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private JsonNode validate(Map<String, Object> body) throws IOException {
        return post("/_detect/_validate", JSON.writeValueAsString(body));
    }

    private JsonNode test(Map<String, Object> body) throws IOException {
        return post("/_detect/_test", JSON.writeValueAsString(body));
    }

    private JsonNode toml(String path, String body) throws IOException {
        return send(path, body, ContentType.create("application/toml"));
    }
}
