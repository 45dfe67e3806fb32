package org.esdetect.es.rest;

import static org.assertj.core.api.BDDAssertions.then;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticsearch.test.ESTestCase;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.store.HeldRule;
import org.esdetect.es.store.Precondition;
import org.esdetect.es.store.RuleStore;
import org.esdetect.es.store.RuleWrite;
import org.esdetect.rule.RuleDocument;
import org.esdetect.testing.TestRules;

/** Creating, replacing, deleting and switching rules over HTTP. */
public class RuleChangeRoutesTests extends RoutesTestCase {
    private static final String JSON = "application/json";
    private static final String TOML = "application/toml";

    public void testPut_createsThenReplaces_andIsJudgedByWhenAnswered() throws IOException {
        Answer created = call("PUT", "/_detect/rules/a", body("a", Map.of()), JSON);
        then(created.status()).isEqualTo(201);
        then(created.json().path("result").asText()).isEqualTo("created");
        then(created.json().path("revision").asInt()).isEqualTo(1);
        then(created.json().path("status").asText()).isEqualTo("active");
        then(loaded("a").orElseThrow().isActive()).isTrue();

        Answer updated = call("PUT", "/_detect/rules/a", body("a", Map.of("severity", "critical")), JSON);
        then(updated.status()).isEqualTo(200);
        then(updated.json().path("result").asText()).isEqualTo("updated");
        then(updated.json().path("revision").asInt()).isEqualTo(2);
        then(loaded("a").orElseThrow().rule().severity()).isEqualTo("critical");
    }

    public void testPut_ofTomlAndYaml_isTheSameRule() throws IOException {
        String toml = Files.readString(Path.of("rules/lateral_movement_unusual_dns_service_children.toml"));
        String id = "8c37dc0e-e3ac-4c97-8aa0-cf6a9122de45";
        then(call("PUT", "/_detect/rules/" + id, toml, TOML).status()).isEqualTo(201);
        then(json("/_detect/rules/" + id).at("/rule/extra/metadata/maturity").asText())
                .isEqualTo("production");
        then(call("PUT", "/_detect/rules/other", toml.replaceAll("(?m)^rule_id = .*$", ""), TOML)
                        .status())
                .as("the path names what the file does not")
                .isEqualTo(201);

        String yaml = "name: y\ndescription: d\ntype: eql\nlanguage: eql\nquery: process where true\nindex: [logs-*]\n"
                + "severity: low\nrisk_score: 1\n";
        Answer put = call("PUT", "/_detect/rules/y?format=json", yaml, "application/yaml");
        then(put.status()).as(put.text()).isEqualTo(201);
        then(put.json().path("enabled").asBoolean())
                .as("what does not say is off, as in Kibana")
                .isFalse();
    }

    public void testPut_ofAVendorsRule_marksItAsChanged_onlyWhenItIs() throws IOException {
        Map<String, Object> vendors = Map.of("rule_source", Map.of("type", "external", "is_customized", false));
        call("PUT", "/_detect/rules/a", body("a", vendors), JSON);
        String customized = "/rule/rule_source/is_customized";
        JsonNode read = json("/_detect/rules/a").path("rule");
        call("PUT", "/_detect/rules/a", read.toString().replace("\"enabled\":true", "\"enabled\":false"), JSON);
        then(json("/_detect/rules/a").at(customized).asBoolean()).isFalse();
        call("PUT", "/_detect/rules/a", read.toString().replace("medium", "high"), JSON);
        then(json("/_detect/rules/a").at(customized).asBoolean()).isTrue();
    }

    public void testPut_namesWhatItDoesNotUse_withItsPlaceInTheBody() throws IOException {
        String body = body("a", Map.of("query", "process where process.name == \"*.exe\""))
                .replaceFirst("\\{", "{\n\"severity_maping\": [],");
        JsonNode put = call("PUT", "/_detect/rules/a", body, JSON).json();
        then(put.path("result").asText()).isEqualTo("created");
        then(put.path("warnings").findValuesAsText("code"))
                .startsWith("UNKNOWN_FIELD")
                .contains("LITERAL_WILDCARD");
        then(put.path("warnings").findValuesAsText("in")).startsWith("rule", "query");
        JsonNode unknown = put.at("/warnings/0");
        then(unknown.path("message").asText())
                .isEqualTo(
                        "unknown field [severity_maping] is kept and has no effect, did you mean [severity_mapping]?");
        then(unknown.path("line").asInt()).isEqualTo(2);
        then(unknown.path("column").asInt()).isEqualTo(1);
    }

    public void testEnable_ofARuleThatIsNotRunHere_saysSo_alsoWhenItIsOn() throws IOException {
        put(TestRules.rule("kql", Map.of("type", "query", "language", "kuery", "query", "a: b")));
        Answer one = call("POST", "/_detect/rules/kql/_enable");
        then(one.status()).isEqualTo(409);
        then(one.reason()).contains("rules of type [query] are kept but not run");
        JsonNode many = call("POST", "/_detect/rules/_enable?enabled=true").json();
        then(many.path("unchanged").asInt()).isZero();
        then(many.at("/skipped/0/id").asText()).isEqualTo("kql");
        then(call("POST", "/_detect/rules/kql/_disable").status()).isEqualTo(200);
    }

    public void testPut_ofARuleWithErrors_namesAllOfThem_andStoresNothing() throws IOException {
        String wrong = body("a", Map.of("severity", "hgih", "query", "process where lenght(process.name) > 3"));
        Answer refused = call("PUT", "/_detect/rules/a", wrong, JSON);
        then(refused.status()).isEqualTo(400);
        then(refused.json().at("/error/type").asText()).isEqualTo("parse_exception");
        then(refused.reason())
                .contains("the query or rule has [2] error(s)")
                .contains("field [severity] is [hgih]")
                .contains("query:1:15: unknown function [lenght], did you mean [length]?");
        then(call("GET", "/_detect/rules/a").status()).isEqualTo(404);
    }

    public void testPut_underAnotherId_isRefused() throws IOException {
        Answer refused = call("PUT", "/_detect/rules/b", body("a", Map.of()), JSON);
        then(refused.status()).isEqualTo(400);
        then(refused.reason()).contains("field [rule_id] is [a], the path says [b]");
    }

    public void testPut_underAnIdThatIsNone_isRefused() throws IOException {
        for (String id : List.of("a%2Fb", "_x", "x".repeat(257), "a%0Ab", "%F0%9F%90%9F".repeat(126))) {
            Answer refused =
                    call("PUT", "/_detect/rules/" + id, body("", Map.of()).replace("\"rule_id\":\"\",", ""), JSON);
            then(refused.status()).as(id + refused.text()).isEqualTo(400);
            then(refused.reason()).contains("field [rule_id] is [");
        }
        then(call("PUT", "/_detect/rules/r%C3%A8gle%20n%C2%B01", body("règle n°1", Map.of()), JSON)
                        .status())
                .isEqualTo(201);
        then(json("/_detect/rules/r%C3%A8gle%20n%C2%B01").path("id").asText()).isEqualTo("règle n°1");
    }

    public void testPut_ofBodiesThatAreNoRule_saysWhy() throws IOException {
        then(call("PUT", "/_detect/rules/a", "x", "text/plain").status()).isEqualTo(406);
        then(call("PUT", "/_detect/rules/a").reason()).contains("request body is required");
        then(call("PUT", "/_detect/rules/a", "[1]", JSON).status()).isEqualTo(400);
        then(call("PUT", "/_detect/rules/a", "{\"name\": ", JSON).status()).isEqualTo(400);
        Answer nested =
                call("PUT", "/_detect/rules/a", "{\"meta\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}", JSON);
        then(nested.status()).isEqualTo(400);
        then(nested.reason()).contains("[TOO_LARGE]");
        Answer deep = call(
                "PUT",
                "/_detect/rules/a",
                body("a", Map.of()).replaceFirst("\\{", "{\"meta\":{\"m\":" + "[".repeat(60) + "]".repeat(60) + "},"),
                JSON);
        then(deep.status()).isEqualTo(400);
        then(deep.reason()).contains("[TOO_LARGE]");
        Answer inTables = call("PUT", "/_detect/rules/a", "a = " + "[".repeat(5_000) + "]".repeat(5_000), TOML);
        then(inTables.status()).isEqualTo(400);
        then(call("GET", "/_detect/rules/a").status()).isEqualTo(404);
    }

    public void testPut_ofALongGuide_namesTheLimit() throws IOException {
        Answer long_ = call("PUT", "/_detect/rules/a", body("a", Map.of("note", "x".repeat(300 * 1024))), JSON);
        then(long_.status()).isEqualTo(400);
        then(long_.reason()).contains("the limit is [262144]").contains("shorten the guide");
        Answer huge = call("PUT", "/_detect/rules/a", body("a", Map.of("note", "x".repeat(10 * 1024 * 1024))), JSON);
        then(huge.status()).isEqualTo(413);
        then(huge.reason()).contains("at most [10485760] are taken");
        then(call("GET", "/_detect/rules/a").status()).isEqualTo(404);
    }

    public void testPut_ofAStaleRevision_is409() throws IOException {
        then(call("PUT", "/_detect/rules/a?if_revision=0", body("a", Map.of()), JSON)
                        .status())
                .isEqualTo(201);
        Answer again = call("PUT", "/_detect/rules/a?if_revision=0", body("a", Map.of()), JSON);
        then(again.status()).isEqualTo(409);
        then(again.reason())
                .contains("rule [a] has revision [1], not revision [0]")
                .contains("read it again");

        then(call("PUT", "/_detect/rules/a?if_revision=1", body("a", Map.of("severity", "high")), JSON)
                        .status())
                .isEqualTo(200);
        then(call("PUT", "/_detect/rules/a?if_revision=1", body("a", Map.of("severity", "low")), JSON)
                        .status())
                .isEqualTo(409);
        then(call("DELETE", "/_detect/rules/a?if_revision=1").status()).isEqualTo(409);
        then(json("/_detect/rules/a").path("severity").asText()).isEqualTo("high");
        then(call("PUT", "/_detect/rules/b?if_revision=4", body("b", Map.of()), JSON)
                        .reason())
                .contains("rule [b] does not exist, not revision [4]");
        then(call("DELETE", "/_detect/rules/a?if_revision=2").status()).isEqualTo(200);
        then(call("PUT", "/_detect/rules/a?if_revision=-1", body("a", Map.of()), JSON)
                        .status())
                .isEqualTo(400);
    }

    public void testTwoAuthors_atOnce_oneWinsAndTheOtherIsTold() throws Exception {
        call("PUT", "/_detect/rules/a", body("a", Map.of()), JSON);
        for (int round = 1; round <= 10; round++) {
            int revision = round;
            AtomicInteger won = new AtomicInteger();
            AtomicInteger told = new AtomicInteger();
            CountDownLatch together = new CountDownLatch(1);
            List<Thread> authors = List.of("high", "low").stream()
                    .map(severity -> new Thread(() -> {
                        try {
                            together.await();
                            Answer answer = call(
                                    "PUT",
                                    "/_detect/rules/a?if_revision=" + revision,
                                    body("a", Map.of("severity", severity)),
                                    JSON);
                            (answer.status() == 200 ? won : told).incrementAndGet();
                            then(answer.status()).isIn(200, 409);
                        } catch (IOException | InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }))
                    .toList();
            authors.forEach(Thread::start);
            together.countDown();
            for (Thread author : authors) {
                author.join();
            }
            then(won).hasValue(1);
            then(told).hasValue(1);
        }
        then(json("/_detect/rules/a").path("revision").asInt()).isEqualTo(11);
    }

    public void testDelete_ofARuleThatIsThere_takesItAway_andOfAnotherSays404() throws IOException {
        call("PUT", "/_detect/rules/suspicious-shell", body("suspicious-shell", Map.of()), JSON);
        then(call("DELETE", "/_detect/rules/suspicous-shell").reason())
                .contains("no rule [suspicous-shell], did you mean [suspicious-shell]");
        Answer deleted = call("DELETE", "/_detect/rules/suspicious-shell");
        then(deleted.json().toString()).isEqualTo("{\"result\":\"deleted\",\"id\":\"suspicious-shell\"}");
        then(loaded("suspicious-shell")).isEmpty();
        then(call("DELETE", "/_detect/rules/suspicious-shell").status()).isEqualTo(404);
    }

    public void testEnable_andDisable_changeNothingElse() throws IOException {
        write(new RuleWrite.Put(
                TestRules.rule("a", Map.of("note", "guide")), Optional.of("c2VjcmV0"), Precondition.NONE));
        Answer disabled = call("POST", "/_detect/rules/a/_disable");
        then(disabled.json().toString())
                .isEqualTo("{\"result\":\"updated\",\"id\":\"a\",\"enabled\":false,\"revision\":2}");
        then(loaded("a").orElseThrow().isActive()).isFalse();
        then(call("POST", "/_detect/rules/a/_disable").json().path("result").asText())
                .isEqualTo("noop");

        then(call("POST", "/_detect/rules/a/_enable").json().path("revision").asInt())
                .isEqualTo(3);
        then(loaded("a").orElseThrow().isActive()).isTrue();
        HeldRule held = held("a");
        then(held.stored().rule()).isEqualTo(TestRules.rule("a", Map.of("note", "guide")));
        then(held.authentication()).as("it keeps searching as its author").contains("c2VjcmV0");
        then(call("POST", "/_detect/rules/b/_enable").status()).isEqualTo(404);
    }

    public void testEnable_ofARuleThatCannotBeRun_saysWhy() throws IOException {
        put(TestRules.rule("ml", Map.of("type", "machine_learning", "query", "", "enabled", false)));
        Answer refused = call("POST", "/_detect/rules/ml/_enable");
        then(refused.status()).isEqualTo(409);
        then(refused.reason()).contains("rules of type [machine_learning] are kept but not run");
    }

    public void testEnable_ofMany_byFilterOrIds() throws IOException {
        for (String id : List.of("a", "b", "c", "d")) {
            put(TestRules.rule(id, Map.of("tags", List.of(id.equals("d") ? "y" : "x"), "enabled", false)));
        }
        put(TestRules.rule(
                "e",
                Map.of(
                        "tags", List.of("x"),
                        "enabled", false,
                        "extra", Map.of("metadata", Map.of("maturity", "development")))));
        long loads = loads();
        JsonNode enabled = call("POST", "/_detect/rules/_enable?tag=x").json();
        then(enabled.path("total").asInt()).isEqualTo(4);
        then(enabled.path("updated").asInt()).isEqualTo(3);
        then(enabled.at("/skipped/0/id").asText()).isEqualTo("e");
        then(enabled.at("/skipped/0/reason").asText()).contains("of maturity [development]");
        then(loads() - loads).as("one reload").isEqualTo(1);

        JsonNode disabled =
                call("POST", "/_detect/rules/_disable?ids=a,d,missing").json();
        then(disabled.path("updated").asInt()).isEqualTo(1);
        then(disabled.path("unchanged").asInt()).isEqualTo(1);
        then(disabled.at("/skipped/0/reason").asText()).isEqualTo("no rule [missing]");

        then(call("POST", "/_detect/rules/_enable").reason()).contains("name the rules with either [ids] or a filter");
        then(call("POST", "/_detect/rules/_enable?ids=a&tag=x").reason()).contains("found both");
        then(call("POST", "/_detect/rules/e/_enable").status())
                .as("by its own id")
                .isEqualTo(200);
    }

    private Optional<CompiledRule> loaded(String id) {
        return getInstanceFromNode(Detector.class).current().find(id);
    }

    private HeldRule held(String id) {
        Map<String, HeldRule> held = ESTestCase.<Map<String, HeldRule>>safeAwait(
                listener -> getInstanceFromNode(RuleStore.class).held(List.of(id), listener));
        return held.get(id);
    }

    private long loads() throws IOException {
        return json("/_detect/_stats").at("/total/rules/loads").asLong();
    }

    private static String body(String id, Map<String, Object> differences) {
        return RuleDocument.line(TestRules.rule(id, differences).document());
    }
}
