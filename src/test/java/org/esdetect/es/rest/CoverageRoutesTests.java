package org.esdetect.es.rest;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.elasticsearch.action.ingest.PutPipelineRequest;
import org.elasticsearch.action.ingest.PutPipelineTransportAction;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.common.bytes.BytesArray;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.es.schedule.ScheduleSettings;
import org.esdetect.testing.TestRules;
import org.junit.Before;

public class CoverageRoutesTests extends RoutesTestCase {
    /** Coverage says what the schedule would judge. */
    @Override
    protected Settings nodeSettings() {
        return Settings.builder()
                .put(super.nodeSettings())
                .put(ScheduleSettings.ENABLED.getKey(), true)
                .build();
    }

    @Before
    public void indicesAndRules() {
        client().execute(
                        PutPipelineTransportAction.TYPE,
                        new PutPipelineRequest(
                                "judge", new BytesArray("{\"processors\":[{\"detect\":{}}]}"), XContentType.JSON, null))
                .actionGet();
        index("logs-final", "index.final_pipeline");
        index("logs-default", "index.default_pipeline");
        index("logs-bare", null);
        put(TestRules.rule("event", Map.of("query", "process where process.name == \"x\" and user.name == \"y\"")));
        put(TestRules.rule(
                "sequence", Map.of("query", "sequence with maxspan=1m [process where true] [file where true]")));
        put(TestRules.rule("disabled", Map.of("enabled", false, "index", List.of("logs-final", "nothing-*"))));
        put(TestRules.rule("aliased", Map.of("index", List.of("by-alias", "other:logs-*"))));
    }

    private void index(String name, String pipelineSetting) {
        Settings.Builder settings = Settings.builder();
        if (pipelineSetting != null) {
            settings.put(pipelineSetting, "judge");
        }
        createIndex(name, settings.build(), "_doc", "process.name", "type=keyword", "event.category", "type=keyword");
        if (name.equals("logs-final")) {
            client().admin()
                    .indices()
                    .prepareAliases()
                    .addAlias(name, "by-alias")
                    .get();
        }
    }

    private static Map<String, String> modes(JsonNode rule) {
        Map<String, String> modes = new TreeMap<>();
        rule.path("indices")
                .forEach(index -> modes.put(
                        index.path("name").asText(), index.path("mode").asText()));
        return modes;
    }

    private JsonNode rule(String id) throws IOException {
        JsonNode answer = json("/_detect/_coverage?rule_id=" + id);
        then(answer.path("total").asInt()).isEqualTo(1);
        return answer.at("/rules/0");
    }

    public void testCoverage_ofASingleEventRule_saysInlineOrScheduled_andWhy() throws IOException {
        JsonNode rule = rule("event");
        then(modes(rule)).isEqualTo(Map.of("logs-final", "inline", "logs-default", "inline", "logs-bare", "scheduled"));
        for (JsonNode index : rule.path("indices")) {
            then(index.path("missing_fields").toString()).isEqualTo("[\"user.name\"]");
            then(index.path("pipeline").asText())
                    .isEqualTo(Map.of("logs-final", "final", "logs-default", "default_only", "logs-bare", "none")
                            .get(index.path("name").asText()));
        }
        then(rule.toString()).contains("a writer may pass it by").contains("no pipeline of the index is certain");
    }

    public void testCoverage_ofASequence_isScheduled() throws IOException {
        then(modes(rule("sequence")).values()).containsOnly("scheduled").hasSize(3);
    }

    public void testCoverage_ofADisabledRule_isNone_andNamesPatternsWithoutIndex() throws IOException {
        JsonNode rule = rule("disabled");
        then(modes(rule)).isEqualTo(Map.of("logs-final", "none"));
        then(rule.path("patterns_without_index").toString()).isEqualTo("[\"nothing-*\"]");
    }

    public void testCoverage_throughAnAlias_isScheduled_andOtherClustersAreNamed() throws IOException {
        JsonNode rule = rule("aliased");
        then(modes(rule)).isEqualTo(Map.of("logs-final", "scheduled"));
        then(rule.toString()).contains("names an alias");
        then(rule.path("patterns_of_other_clusters").toString()).isEqualTo("[\"other:logs-*\"]");
    }

    /**
     * By a {@code detect} of its own, or because it takes nothing new, or not as much: no event that a rule matches is
     * refused there.
     */
    public void testIndex_whoseMappingRefusesTheTag_keepsItsEvents_andIsJudgedOnSchedule() throws Exception {
        String fields =
                "\"@timestamp\":{\"type\":\"date\"},\"event\":{\"properties\":{\"category\":{\"type\":\"keyword\"}}},"
                        + "\"process\":{\"properties\":{\"name\":{\"type\":\"keyword\"}}}";
        Map<String, String> mappings = Map.of(
                "refusing-kind", "{\"properties\":{" + fields + ",\"detect\":{\"type\":\"keyword\"}}}",
                "refusing-strict", "{\"dynamic\":\"strict\",\"properties\":{" + fields + "}}",
                "refusing-full", "{\"properties\":{" + fields + "}}");
        put(TestRules.rule("r", Map.of("index", List.of("refusing-*"))));
        call("PUT", "/_ingest/pipeline/judge", "{\"processors\":[{\"detect\":{}}]}", "application/json");
        for (String index : mappings.keySet()) {
            call(
                    "PUT",
                    "/" + index,
                    "{\"settings\":{\"index.final_pipeline\":\"judge\",\"index.mapping.total_fields.limit\":6},\"mappings\":"
                            + mappings.get(index) + "}",
                    "application/json");
            String event = "{\"@timestamp\":\"2026-11-20T10:00:00Z\",\"event\":{\"category\":\"process\"},"
                    + "\"process\":{\"name\":\"r\"}}";
            then(call("PUT", "/" + index + "/_doc/1?refresh=true", event, "application/json")
                            .status())
                    .as(index)
                    .isEqualTo(201);
            then(json("/" + index + "/_doc/1").path("_source").has("detect"))
                    .as(index)
                    .isFalse();
        }

        then(modes(rule("r")))
                .isEqualTo(Map.of(
                        "refusing-kind", "scheduled", "refusing-strict", "scheduled", "refusing-full", "scheduled"));
        then(json("/_detect/_stats").at("/total/inline/left_untagged").asInt()).isEqualTo(3);
        JsonNode run = post(
                "/_detect/r", "{\"from\":\"2026-11-20T00:00:00Z\",\"to\":\"2026-11-21T00:00:00Z\",\"dry_run\":true}");
        then(run.at("/rules/0/alerts/ids").size()).as(run.toString()).isEqualTo(3);
    }

    public void testRunOfAllRules_leavesOutThoseThatAreJudgedInlineAlone() throws IOException {
        then(runs()).containsExactlyInAnyOrder("aliased", "event", "sequence");
        put(TestRules.rule("event", Map.of("index", List.of("logs-final"))));
        then(runs()).containsExactlyInAnyOrder("aliased", "sequence");
    }

    private List<String> runs() throws IOException {
        return post("/_detect", "{\"dry_run\": true}").findValuesAsText("rule_id");
    }

    public void testCoverage_isPaged_filteredAndCounted() throws IOException {
        JsonNode all = json("/_detect/_coverage");
        then(all.path("total").asInt()).isEqualTo(4);
        then(all.path("shown").toString()).isEqualTo("{\"inline\":2,\"scheduled\":5,\"none\":1}");
        JsonNode page = json("/_detect/_coverage?from=1&size=2&index=*-bare");
        then(page.path("rules")).hasSize(2);
        then(page.at("/rules/1/rule_id").asText()).isEqualTo("event");
        then(modes(page.at("/rules/1"))).isEqualTo(Map.of("logs-bare", "scheduled"));
        thenThrownBy(() -> json("/_detect/_coverage?size=0"))
                .isInstanceOf(ResponseException.class)
                .hasMessageContaining("[size] is [0]");
        thenThrownBy(() -> json("/_detect/_coverage?rule_id=evnt")).hasMessageContaining("404");
    }
}
