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
