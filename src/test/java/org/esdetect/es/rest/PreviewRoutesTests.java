package org.esdetect.es.rest;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.elasticsearch.action.bulk.BulkRequestBuilder;
import org.elasticsearch.action.support.WriteRequest;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.testing.TestRules;

/** {@code POST /_detect/_preview} over a real index. */
public class PreviewRoutesTests extends RoutesTestCase {
    private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");

    private static final String SEQUENCE =
            "sequence by host.name with maxspan=2s [process where event.action == \"a\"] [process where event.action == \"b\"]";

    public void testQuery_showsMatchesInTheOrderOfTime() throws IOException {
        events(20);
        JsonNode all = query("process where event.action == \"a\"", "");
        then(ids(all)).containsExactly("0", "2", "4", "6", "8", "10", "12", "14", "16", "18");
        then(all.path("total").asInt()).isEqualTo(10);
        then(all.path("outcome").asText()).isEqualTo("success");
        then(all.at("/steps/0/exact").asBoolean()).isTrue();
        then(all.at("/steps/0/new_candidates").asInt()).isEqualTo(10);
        then(all.path("indices").toString()).isEqualTo("[\"logs-preview\"]");
        then(all.at("/matches/0/time").asText()).isEqualTo("2026-03-01T12:00:00Z");
    }

    public void testQuery_anyFetchSizePositionAndPipe_showsTheEndThatWasAskedFor() throws IOException {
        events(20);
        for (int fetchSize : new int[] {2, 3, 7, 500}) {
            String fetch = ", \"fetch_size\": " + fetchSize;
            String a = "process where event.action == \"a\"";
            then(ids(query(a, fetch + ", \"size\": 3"))).containsExactly("14", "16", "18");
            then(ids(query(a, fetch + ", \"size\": 3, \"result_position\": \"head\"")))
                    .containsExactly("0", "2", "4");
            then(ids(query(a + " | head 4 | tail 2", fetch))).containsExactly("4", "6");
            then(ids(query(a + " | tail 1", fetch))).containsExactly("18");
            then(ids(query(SEQUENCE + " | head 2", fetch))).containsExactly("0 1", "2 3");
            then(ids(query(SEQUENCE, fetch + ", \"size\": 2"))).containsExactly("16 17", "18 19");
        }
    }

    public void testQuery_inAWindow_countsByTimeAndValue() throws IOException {
        events(20);
        JsonNode some = query(
                "any where true",
                ", \"from\": \"2026-03-01T12:00:05Z\", \"to\": \"2026-03-01T12:00:08Z\", \"size\": 0");
        then(some.path("total").asInt()).isEqualTo(4);
        then(some.path("matches").size()).isZero();
        then(some.at("/histogram/interval").asText()).isEqualTo("1s");
        then(some.at("/histogram/buckets").size()).isEqualTo(4);
        then(some.at("/values/host.name/top/0/value").asText()).isEqualTo("h");
        then(some.at("/values/host.name/top/0/matches").asInt()).isEqualTo(4);
    }

    public void testRule_showsTheAlertsItWouldWrite_andWritesNone() throws IOException {
        events(4);
        put(TestRules.rule(
                "pairs",
                Map.of("name", "Pairs", "query", SEQUENCE, "index", List.of("logs-preview"), "enabled", false)));
        JsonNode found = post(
                "/_detect/_preview", "{\"rule_id\": \"pairs\", \"from\": \"2026-03-01T00:00:00Z\", \"alerts\": true}");
        then(ids(found)).containsExactly("0 1", "2 3");
        then(found.at("/matches/0/alert").path("kibana.alert.rule.name").asText())
                .isEqualTo("Pairs");
        then(text("/_cat/indices?h=index")).doesNotContain("signals");
    }

    public void testWhatCannotBeRun_says400() throws IOException {
        events(1);
        thenThrownBy(() -> query("process where process.name = \"x\"", ""))
                .isInstanceOf(ResponseException.class)
                .hasMessageContaining("400 Bad Request")
                .hasMessageContaining("query:1:28");
        thenThrownBy(() -> query("any where true", ", \"size\": 10001"))
                .hasMessageContaining("expected [0] to [10000]");
        thenThrownBy(() -> query("any where true", ", \"fetch_size\": 1")).hasMessageContaining("[fetch_size] is [1]");
        thenThrownBy(() -> query("any where true", ", \"result_position\": \"top\""))
                .hasMessageContaining("expected [head] or [tail]");
        thenThrownBy(() -> query("any where true", ", \"from\": \"now\", \"to\": \"now-1h\""))
                .hasMessageContaining("which is after [to]");
        thenThrownBy(() -> query("any where true | head 10001", "")).hasMessageContaining("ask for fewer");
        thenThrownBy(() -> post("/_detect/_preview", "{\"query\": \"any where true\"}"))
                .hasMessageContaining("[query] needs [index]");
        thenThrownBy(() -> post("/_detect/_preview", "{}")).hasMessageContaining("either [rule_id] or [query]");
        thenThrownBy(() -> post("/_detect/_preview", "{\"quary\": \"x\"}"))
                .hasMessageContaining("did you mean [query]");
        thenThrownBy(() -> post("/_detect/_preview", "{\"rule_id\": \"nobody\"}"))
                .hasMessageContaining("404 Not Found");
    }

    /** Each a second after the one before it; {@code a} and {@code b} in turns. */
    private void events(int count) {
        createIndex("logs-preview");
        client().admin()
                .indices()
                .preparePutMapping("logs-preview")
                .setSource(
                        "@timestamp",
                        "type=date",
                        "event.action",
                        "type=keyword",
                        "event.category",
                        "type=keyword",
                        "host.name",
                        "type=keyword")
                .get();
        BulkRequestBuilder bulk = client().prepareBulk().setRefreshPolicy(WriteRequest.RefreshPolicy.IMMEDIATE);
        for (int i = 0; i < count; i++) {
            String event = "{\"@timestamp\": \"" + FIRST.plusSeconds(i) + "\", \"host\": {\"name\": \"h\"},"
                    + " \"event\": {\"category\": \"process\", \"action\": \"" + (i % 2 == 0 ? "a" : "b") + "\"}}";
            bulk.add(prepareIndex("logs-preview").setId(Integer.toString(i)).setSource(event, XContentType.JSON));
        }
        then(bulk.get().hasFailures()).isFalse();
    }

    private JsonNode query(String eql, String more) throws IOException {
        String text = eql.replace("\"", "\\\"");
        return post("/_detect/_preview", "{\"query\": \"" + text + "\", \"index\": [\"logs-preview\"]" + more + "}");
    }

    /** The ids of each match's events, joined by blanks. */
    private static List<String> ids(JsonNode preview) {
        List<String> ids = new ArrayList<>();
        preview.path("matches").forEach(match -> ids.add(String.join(" ", match.findValuesAsText("_id"))));
        return ids;
    }
}
