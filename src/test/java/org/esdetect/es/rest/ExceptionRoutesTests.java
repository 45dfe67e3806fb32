package org.esdetect.es.rest;

import static org.assertj.core.api.BDDAssertions.then;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.rule.Rule;
import org.esdetect.testing.TestRules;

/** Exceptions over HTTP, and what they do. */
public class ExceptionRoutesTests extends RoutesTestCase {
    private static final String JSON = "application/json";
    private static final String ITEM =
            "{\"list_id\":\"shared\",\"name\":\"Backup\",\"entries\":[{\"field\":\"process.args\",\"operator\":\"included\","
                    + "\"type\":\"match\",\"value\":\"backup\"}]}";

    /** What a node has in memory outlives the indices that are wiped between tests. */
    @Override
    protected boolean resetNodeAfterTest() {
        return true;
    }

    public void testPut_anItem_makesItsList_andReachesTheRule() throws IOException {
        put(ruleWithList("r", "shared"));
        then(rule("r").isActive()).as("without its list").isFalse();
        then(json("/_detect/rules/r").path("status").asText()).isEqualTo("failed");
        then(json("/_detect/rules/r").at("/problems/0/code").asText()).isEqualTo("MISSING_LIST");

        Answer put = call("PUT", "/_detect/exceptions/backup", ITEM, JSON);

        then(put.status()).isEqualTo(201);
        then(put.json().path("created_list").asText()).isEqualTo("shared");
        then(put.json().path("status").asText()).isEqualTo("active");
        then(put.json().path("rules").toString()).isEqualTo("[\"r\"]");
        then(rule("r").isActive()).isTrue();
        then(rule("r").exceptions().items()).hasSize(1);
        then(json("/_detect/rules/r").path("status").asText()).isEqualTo("active");
        JsonNode got = json("/_detect/exceptions/backup");
        then(got.path("revision").asInt()).isEqualTo(1);
        then(got.path("hits").asInt()).isZero();
        then(got.at("/item/entries/0/value").asText()).isEqualTo("backup");
        then(call("PUT", "/_detect/exceptions/backup", ITEM, JSON).status()).isEqualTo(200);
        then(json("/_detect/exceptions/backup").path("revision").asInt()).isEqualTo(2);
    }

    public void testPut_forOneRule_needsNoList() throws IOException {
        put(TestRules.rule("r"));
        put(TestRules.rule("other"));
        String item = "{\"eql\":\"process.args == \\\"backup\\\"\"}";

        Answer put = call("PUT", "/_detect/exceptions/backup?rule_id=r", item, JSON);

        then(put.status()).isEqualTo(201);
        then(put.json().path("list_id").asText()).isEqualTo("rule-r");
        then(rule("r").exceptions().items()).hasSize(1);
        then(rule("other").exceptions().items()).isEmpty();
        JsonNode list = json("/_detect/exception_lists/rule-r");
        then(list.path("type").asText()).isEqualTo("rule_default");
        then(list.at("/items/active").asInt()).isEqualTo(1);
    }

    public void testPut_ofAFileAsEditorsSaveIt_isRead_andOneThatIsNotUtf8IsRefused() throws IOException {
        then(call("PUT", "/_detect/exceptions/mark", "\uFEFF" + ITEM, JSON).status())
                .isEqualTo(201);
        Answer latin = call(
                "PUT",
                "/_detect/exceptions/latin",
                ITEM.replace("backup", "b\u00e4ckup"),
                JSON,
                java.nio.charset.StandardCharsets.ISO_8859_1);
        then(latin.status()).isEqualTo(400);
        then(latin.reason()).startsWith("the body is not UTF-8: byte [");
        then(call("GET", "/_detect/exceptions/latin").status()).isEqualTo(404);
    }

    /** An exception whose expiry is misspelt would never expire. */
    public void testPut_unknownFields_areNamed() throws IOException {
        Answer put = call(
                "PUT",
                "/_detect/exceptions/x",
                ITEM.replace("{\"list_id", "{\"expire_tiem\":\"2037-01-01\",\"list_id"),
                JSON);
        then(put.status()).isEqualTo(201);
        then(put.json().path("warnings")).hasSize(1);
        then(put.json().at("/warnings/0").asText())
                .startsWith("exception:1:2: unknown field [expire_tiem] is kept and has no effect")
                .contains("did you mean [expire_time]?");
        then(call("PUT", "/_detect/exceptions/x", ITEM, JSON).json().path("warnings"))
                .isEmpty();
        Answer list = call(
                "PUT", "/_detect/exception_lists/l", "{\"name\":\"l\",\"type\":\"detection\",\"ruleids\":[]}", JSON);
        then(list.json().at("/warnings/0").asText()).contains("did you mean [rule_ids]?");
    }

    public void testPut_forARuleThatNobodyHas_isKept_andSaysSo() throws IOException {
        put(TestRules.rule("r"));
        String item = ITEM.replace("\"list_id\":\"shared\",", "");
        Answer typo = call("PUT", "/_detect/exceptions/x?rule_id=typo", item, JSON);
        then(typo.status()).isEqualTo(201);
        then(typo.json().at("/warnings/0").asText()).startsWith("there is no rule [typo]");
        then(call("PUT", "/_detect/exceptions/y?rule_id=r", item, JSON).json().path("warnings"))
                .isEmpty();
        Answer list = call(
                "PUT",
                "/_detect/exception_lists/l",
                "{\"name\":\"l\",\"type\":\"detection\",\"rule_ids\":[\"r\",\"R\"]}",
                JSON);
        then(list.json().path("warnings")).hasSize(1);
        then(list.json().at("/warnings/0").asText()).startsWith("there is no rule [R]");
    }

    public void testPut_whatIsWrong_isSaidWithItsPlace_andNothingIsSaved() throws IOException {
        Answer eql = call("PUT", "/_detect/exceptions/x", "{\"list_id\":\"l\",\"eql\":\"process.name = 5\"}", JSON);
        then(eql.status()).isEqualTo(400);
        then(eql.reason()).contains("eql:1:14:").contains("[SYNTAX]");
        Answer entry = call("PUT", "/_detect/exceptions/x", "{\n\"list_id\":\"l\",\n\"entries\":[]}", JSON);
        then(entry.status()).isEqualTo(400);
        then(entry.reason()).contains("exception:3:1: field [entries] is empty");
        then(call("PUT", "/_detect/exceptions/x", ITEM.replace("}]}", "}]"), JSON)
                        .status())
                .isEqualTo(400);
        then(call("PUT", "/_detect/exceptions/x", "", JSON).status()).isEqualTo(400);
        then(call("PUT", "/_detect/exception_lists/x", "{\"type\":\"detektion\"}", JSON)
                        .reason())
                .contains("did you mean [detection]?");
        then(call("PUT", "/_detect/exceptions/x?if_revision=-1", ITEM, JSON).reason())
                .contains("[if_revision] is [-1]");
        then(json("/_detect/exceptions").path("total").asInt()).isZero();
        then(json("/_detect/exception_lists").path("total").asInt()).isZero();
        then(call("GET", "/_detect/exceptions/x").status()).isEqualTo(404);
        then(call("GET", "/_detect/exceptions/x").reason())
                .isEqualTo("no exception item [x]; [GET /_detect/exceptions] lists them");
    }

    public void testPut_ofAStaleRevision_is409() throws IOException {
        call("PUT", "/_detect/exceptions/backup", ITEM, JSON);
        then(call("PUT", "/_detect/exceptions/backup?if_revision=1", ITEM, JSON).status())
                .isEqualTo(200);
        Answer stale = call("PUT", "/_detect/exceptions/backup?if_revision=1", ITEM, JSON);
        then(stale.status()).isEqualTo(409);
        then(stale.reason())
                .isEqualTo("exception item [backup] has revision [2], not revision [1]: it was changed since you read"
                        + " it; read it again, and make your change to that");
        then(call("PUT", "/_detect/exceptions/backup?if_revision=0", ITEM, JSON).status())
                .isEqualTo(409);
        then(call("DELETE", "/_detect/exceptions/backup?if_revision=1").status())
                .isEqualTo(409);
        then(call("DELETE", "/_detect/exceptions/backup?if_revision=2").status())
                .isEqualTo(200);
        then(call("DELETE", "/_detect/exceptions/backup").status()).isEqualTo(404);
    }

    public void testDelete_aListThatARuleNames_is409_andOneThatIsFreeGoesWithItsItems() throws IOException {
        put(ruleWithList("r", "shared"));
        call("PUT", "/_detect/exceptions/backup", ITEM, JSON);
        Answer used = call("DELETE", "/_detect/exception_lists/shared");
        then(used.status()).isEqualTo(409);
        then(used.reason()).contains("is named by the rules [r]").contains("[exceptions_list]");

        put(TestRules.rule("r"));
        Answer free = call("DELETE", "/_detect/exception_lists/shared");
        then(free.status()).isEqualTo(200);
        then(free.json().path("deleted_items").toString()).isEqualTo("[\"backup\"]");
        then(json("/_detect/exceptions").path("total").asInt()).isZero();
    }

    public void testList_showsWhatExpired_whatIsNotApplied_andWhatNeverHit() throws IOException {
        call("PUT", "/_detect/exceptions/backup", ITEM, JSON);
        call(
                "PUT",
                "/_detect/exceptions/old",
                ITEM.replace("\"name\"", "\"expire_time\":\"2020-01-01T00:00:00Z\",\"name\""),
                JSON);
        call(
                "PUT",
                "/_detect/exceptions/values",
                "{\"list_id\":\"shared\",\"entries\":[{\"field\":\"source.ip\",\"operator\":\"included\",\"type\":\"list\","
                        + "\"list\":{\"id\":\"ips\",\"type\":\"ip\"}}]}",
                JSON);

        then(json("/_detect/exceptions").path("exceptions").findValuesAsText("id"))
                .contains("backup", "old", "values");
        then(ids("?status=expired")).containsExactly("old");
        then(ids("?status=not_applied")).containsExactly("values");
        then(ids("?status=active")).containsExactly("backup");
        then(ids("?hit=false&size=2")).containsExactly("backup", "old");
        then(ids("?list_id=none")).isEmpty();
        then(call("GET", "/_detect/exceptions?status=gone").status()).isEqualTo(400);
        then(json("/_detect/exceptions/values").at("/problems/0").asText()).contains("value list");
        JsonNode stats = json("/_detect/_stats").at("/nodes").elements().next().path("exceptions");
        then(stats.path("items").asInt()).isEqualTo(3);
        then(stats.path("expired").asInt()).isEqualTo(1);
        then(stats.path("not_applied").asInt()).isEqualTo(1);
    }

    /** Inline, on demand, previewed, tested and explained: one verdict. */
    public void testException_keepsItsEventStill_everywhere() throws Exception {
        put(ruleWithList("r", "shared"));
        call("PUT", "/_detect/exceptions/backup", ITEM, JSON);
        call("PUT", "/_ingest/pipeline/judge", "{\"processors\":[{\"detect\":{}}]}", JSON);
        call(
                "PUT",
                "/logs-x",
                "{\"settings\":{\"index.default_pipeline\":\"judge\"},\"mappings\":{\"properties\":{\"@timestamp\":"
                        + "{\"type\":\"date\"},\"process\":{\"properties\":{\"name\":{\"type\":\"keyword\"}}},\"event\":"
                        + "{\"properties\":{\"category\":{\"type\":\"keyword\"}}}}}}",
                JSON);
        String event =
                "{\"@timestamp\":\"2026-11-20T10:00:00Z\",\"event\":{\"category\":\"process\"},\"process\":{\"name\":"
                        + "\"r\",\"args\":[\"x\",\"ARG\"]}}";
        String plain = event.replace("ARG", "y");
        String excepted = event.replace("ARG", "backup");

        call("PUT", "/logs-x/_doc/plain?refresh=true", plain, JSON);
        call("PUT", "/logs-x/_doc/excepted?refresh=true", excepted, JSON);

        then(json("/logs-x/_doc/plain").at("/_source/detect/rule_ids").toString())
                .isEqualTo("[\"r\"]");
        then(json("/logs-x/_doc/excepted").at("/_source").has("detect")).isFalse();
        JsonNode item = json("/_detect/exceptions/backup");
        then(item.path("hits").asInt()).isEqualTo(1);
        then(item.has("last_hit")).isTrue();
        then(ids("?hit=false")).isEmpty();

        String window = "\"from\":\"2026-11-20T00:00:00Z\",\"to\":\"2026-11-21T00:00:00Z\"";
        JsonNode preview = post("/_detect/_preview", "{\"rule_id\":\"r\"," + window + "}");
        then(preview.at("/total").asInt()).as(preview.toString()).isEqualTo(1);
        JsonNode run = post("/_detect/r", "{" + window + ",\"dry_run\":true}");
        then(run.at("/rules/0/alerts/ids").size()).as(run.toString()).isEqualTo(1);
        then(json("/_detect/exceptions/backup").path("hits").asInt())
                .as("who only looks does not count")
                .isEqualTo(1);

        JsonNode tested = post("/_detect/_test", "{\"rule_id\":\"r\",\"events\":[" + plain + "," + excepted + "]}");
        then(tested.at("/events/0/matched").asBoolean()).isTrue();
        then(tested.at("/events/1/matched").asBoolean()).isFalse();
        then(tested.at("/events/1/excepted_by/0/id").asText()).isEqualTo("backup");
        JsonNode explained = json("/_detect/_explain/r/logs-x/excepted");
        then(explained.path("matched").asBoolean()).isFalse();
        then(explained.at("/explanation/matched").asBoolean())
                .as("of the query")
                .isTrue();
        then(explained.at("/excepted_by/0/list_id").asText()).isEqualTo("shared");
        then(json("/_detect/_explain/r/logs-x/plain").path("matched").asBoolean())
                .isTrue();
    }

    public void testImport_ofAKibanaExport_bringsListsAndItems_andExportGivesThemBack() throws IOException {
        String rule =
                "{\"rule_id\":\"k\",\"name\":\"K\",\"description\":\"d\",\"type\":\"eql\",\"language\":\"eql\",\"query\":"
                        + "\"process where true\",\"index\":[\"logs-*\"],\"severity\":\"low\",\"risk_score\":1,\"enabled\":true,"
                        + "\"exceptions_list\":[{\"id\":\"u\",\"list_id\":\"kl\",\"type\":\"detection\",\"namespace_type\":\"single\"}]}";
        String list = "{\"list_id\":\"kl\",\"type\":\"detection\",\"name\":\"KL\",\"description\":\"d\"}";
        String item =
                "{\"item_id\":\"ki\",\"list_id\":\"kl\",\"type\":\"simple\",\"name\":\"KI\",\"description\":\"d\","
                        + "\"entries\":[{\"field\":\"a\",\"operator\":\"included\",\"type\":\"exists\"}]}";
        String bad = item.replace("\"ki\"", "\"kb\"").replace("\"exists\"", "\"exist\"");
        String body = String.join("\n", rule, list, item, bad, "");

        Answer imported = call("POST", "/_detect/rules/_import", body, "application/x-ndjson");

        then(imported.status()).isEqualTo(200);
        then(imported.json().path("exceptions_success_count").asInt())
                .as(imported.text())
                .isEqualTo(2);
        then(imported.json().path("exceptions_errors").toString())
                .contains("kb")
                .contains("did you mean [exists]?");
        then(rule("k").isActive()).isTrue();
        then(rule("k").exceptions().items()).hasSize(1);
        Answer again = call("POST", "/_detect/rules/_import?overwrite=true", body, "application/x-ndjson");
        then(again.json().path("exceptions_errors").toString()).contains("exists already");

        String exported = call("GET", "/_detect/rules/_export").text();
        then(exported).contains("\"list_id\":\"kl\"").contains("\"item_id\":\"ki\"");
        then(exported.lines().count()).isEqualTo(4);
    }

    /** What only we have, EQL and a list that names its rules, comes back as it was, whole and byte by byte. */
    public void testExport_givesListsThatNameTheRule_andAnImportBringsThemBackEqual() throws IOException {
        create(
                "/_detect/rules/own",
                "{'name': 'Own', 'description': 'd', 'type': 'eql', 'language': 'eql', 'query': 'process where true',"
                        + " 'index': ['logs-*'], 'severity': 'low', 'risk_score': 1, 'enabled': true}");
        create("/_detect/exception_lists/ours", "{'name': 'Ours', 'type': 'detection', 'rule_ids': ['own']}");
        create(
                "/_detect/exceptions/by-eql",
                "{'list_id': 'ours', 'name': 'By EQL', 'eql': 'process.name : \\\"b*\\\" and source.port == 1', 'step': 1,"
                        + " 'expire_time': '2037-01-31T00:00:00Z'}");
        create("/_detect/exceptions/direct?rule_id=own", "{'name': 'Direct', 'eql': 'user.name == \\\"x\\\"'}");
        create(
                "/_detect/exceptions/folded",
                "{'list_id': 'ours', 'name': 'Folded', 'case_insensitive': true, 'entries': [{'field': 'a',"
                        + " 'operator': 'included', 'type': 'match', 'value': 'X'}]}");
        String exported = call("GET", "/_detect/rules/_export?ids=own").text();
        then(exported).contains("\"by-eql\"", "\"direct\"", "\"folded\"", "\"list_id\":\"ours\"");

        for (String item : List.of("by-eql", "direct", "folded")) {
            then(call("DELETE", "/_detect/exceptions/" + item).status()).isEqualTo(200);
        }
        then(call("DELETE", "/_detect/exception_lists/ours").status()).isEqualTo(200);
        then(call("DELETE", "/_detect/rules/own").status()).isEqualTo(200);
        then(call("GET", "/_detect/rules/_export").text()).doesNotContain("by-eql", "\"ours\"");

        Answer imported = call(
                "POST",
                "/_detect/rules/_import?overwrite=true&overwrite_exceptions=true",
                exported,
                "application/x-ndjson");
        then(imported.json().path("exceptions_errors")).as(imported.text()).isEmpty();
        then(call("GET", "/_detect/rules/_export?ids=own").text()).isEqualTo(exported);
        then(rule("own").exceptions().items()).hasSize(3);
    }

    private void create(String path, String json) throws IOException {
        Answer created = call("PUT", path, json.replace('\'', '"'), JSON);
        then(created.status()).as(created.text()).isEqualTo(201);
    }

    private List<String> ids(String parameters) throws IOException {
        return json("/_detect/exceptions" + parameters).path("exceptions").findValuesAsText("id").stream()
                .filter(id -> List.of("backup", "old", "values").contains(id))
                .toList();
    }

    private CompiledRule rule(String id) {
        return getInstanceFromNode(Detector.class).current().find(id).orElseThrow();
    }

    private static Rule ruleWithList(String id, String listId) {
        return TestRules.rule(
                id, Map.of("exceptions_list", List.of(Map.of("id", "u", "list_id", listId, "type", "detection"))));
    }
}
