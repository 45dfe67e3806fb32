package org.esdetect.es.rest;

import static org.assertj.core.api.BDDAssertions.then;
import static org.assertj.core.api.BDDAssertions.thenThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.common.settings.Settings;
import org.esdetect.es.schedule.ScheduleSettings;
import org.esdetect.es.signal.SignalSettings;
import org.esdetect.testing.TestRules;

/** Runs and previews as tasks, and the table of runs, over HTTP. */
public class RunRoutesTests extends RoutesTestCase {
    private static final String QUERY = "process where process.name == \"x.exe\"";

    @Override
    protected Settings nodeSettings() {
        return Settings.builder()
                .put(super.nodeSettings())
                .put(SignalSettings.TEMPLATES_ENABLED.getKey(), true)
                .put(ScheduleSettings.ENABLED.getKey(), false)
                .build();
    }

    @Override
    protected boolean resetNodeAfterTest() {
        return true;
    }

    public void testRunsAndPreviews_asTasks_andTheTableOfRuns() throws Exception {
        put(TestRules.rule("one", Map.of("index", List.of("logs-test"), "query", QUERY)));
        put(TestRules.rule("two", Map.of("index", List.of("logs-test"), "query", QUERY)));
        post(
                "/logs-test/_doc/1?refresh",
                "{\"@timestamp\": \"" + Instant.now().minusSeconds(60)
                        + "\", \"event\": {\"category\": \"process\"}, \"process\": {\"name\": \"x.exe\"}}");

        JsonNode preview = result(post("/_detect/_preview?wait_for_completion=false", "{\"rule_id\": \"one\"}"));
        then(preview.path("total").asInt()).as(preview.toString()).isEqualTo(1);
        JsonNode run = result(post("/_detect/one?wait_for_completion=false", "{\"from\": \"now-20d\"}"));
        then(run.at("/rules/0/alerts/created").asInt()).as(run.toString()).isEqualTo(1);
        then(post("/_detect/two", "{}").at("/rules/0/outcome").asText()).isEqualTo("success");

        assertBusy(() -> {
            post("/.detect-runs-*/_refresh?expand_wildcards=all", "");
            then(text("/_cat/detect/runs?h=rule,outcome,kind,created,candidates")
                            .lines())
                    .extracting(String::strip)
                    .containsExactly("two success backfill 1 1", "one success backfill 1 1");
        });
        then(text("/_cat/detect/runs?h=rule&rule=one").strip()).isEqualTo("one");
        then(text("/_cat/detect/runs?h=rule&size=1").strip()).isEqualTo("two");
        then(text("/_cat/detect/runs?h=rule&s=rule").lines().map(String::strip)).containsExactly("one", "two");
        then(text("/_cat/detect/runs?outcome=failed")).isEmpty();
        then(text("/_cat/detect/runs?v").lines().findFirst().orElseThrow())
                .contains("time")
                .contains("took")
                .contains("message")
                .doesNotContain("kind");
        then(text("/_cat/detect/runs?help")).contains("suppressed | su").contains("building blocks among them");
        then(text("/_cat")).contains("/_cat/detect/runs");
    }

    /** One rule that names a system index must not end the run of all. */
    public void testRun_ofARuleOverASystemIndex_findsNothingThere_andTheOthersAreRun() throws Exception {
        put(TestRules.rule(
                "nosy",
                Map.of("index", List.of(".detect-rules", ".detect-rules-*", "logs-test"), "query", "any where true")));
        put(TestRules.rule("one", Map.of("index", List.of("logs-test"), "query", QUERY)));
        post(
                "/logs-test/_doc/1?refresh",
                "{\"@timestamp\": \"" + Instant.now().minusSeconds(60)
                        + "\", \"event\": {\"category\": \"process\"}, \"process\": {\"name\": \"x.exe\"}}");
        JsonNode run = post("/_detect", "{\"dry_run\": true}");
        then(run.path("rules").findValuesAsText("rule_id")).containsExactly("nosy", "one");
        then(run.at("/rules/0/steps/0/new_candidates").asInt()).isEqualTo(1);
        then(run.at("/rules/1/steps/0/new_candidates").asInt()).isEqualTo(1);
        JsonNode coverage = json("/_detect/_coverage?rule_id=nosy");
        then(coverage.at("/rules/0/indices").findValuesAsText("name")).containsExactly("logs-test");
    }

    /** Such as an index that was made a moment ago. */
    public void testRun_whileAnIndexHasNoPrimary_isPartial_andReadsTheOthers() throws Exception {
        put(TestRules.rule("one", Map.of("index", List.of("logs-*"), "query", QUERY)));
        call(
                "PUT",
                "/logs-red?wait_for_active_shards=0",
                "{\"settings\": {\"index.routing.allocation.require._name\": \"nobody\"}}",
                "application/json");
        JsonNode alone = post("/_detect/one", "{}").at("/rules/0");
        then(alone.path("outcome").asText()).as(alone.toString()).isEqualTo("partial");
        then(alone.path("message").asText()).isEqualTo("[logs-red][0] has no active primary");
        then(alone.path("searches").asInt())
                .as("there is nothing that could be searched")
                .isZero();
        post(
                "/logs-test/_doc/1?refresh",
                "{\"@timestamp\": \"" + Instant.now().minusSeconds(60)
                        + "\", \"event\": {\"category\": \"process\"}, \"process\": {\"name\": \"x.exe\"}}");
        JsonNode beside = post("/_detect/one", "{\"dry_run\": true}").at("/rules/0");
        then(beside.path("outcome").asText()).isEqualTo("partial");
        then(beside.at("/steps/0/new_candidates").asInt()).isEqualTo(1);
    }

    public void testTableOfRuns_withoutAny_isEmpty_andRefusesWhatItDoesNotKnow() throws IOException {
        then(text("/_cat/detect/runs")).isEmpty();
        thenThrownBy(() -> text("/_cat/detect/runs?outcome=fail"))
                .isInstanceOf(ResponseException.class)
                .hasMessageContaining("[outcome] is [fail], expected one of [success, partial, failed, cancelled]");
        thenThrownBy(() -> text("/_cat/detect/runs?size=-1"))
                .hasMessageContaining("[size] is [-1], expected 0 to 10000");
    }

    private JsonNode result(JsonNode started) throws IOException {
        String task = started.path("task").asText();
        JsonNode done = json("/_tasks/" + task + "?wait_for_completion=true&timeout=30s");
        then(done.path("completed").asBoolean()).as(done.toString()).isTrue();
        then(json("/_tasks/" + task).path("response"))
                .as("kept when the task is gone")
                .isEqualTo(done.path("response"));
        return done.path("response");
    }
}
