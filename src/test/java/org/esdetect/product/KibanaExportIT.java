package org.esdetect.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.esdetect.testing.Http;
import org.esdetect.testing.RealNode;
import org.esdetect.testing.Signals;
import org.esdetect.testing.TestEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A file as Kibana exports it, on the real distribution: rules, one of them of a type that is not run, two exception
 * lists with an item of each type, and a connector. What the import says of it, and what each exception does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KibanaExportIT {
    private static final String PLAIN = "plain-events";
    private static final Path EXPORT = Path.of("src/test/resources/kibana/export.ndjson");

    /** What an item keeps back, by the item; then what none does. */
    private static final Set<String> KEPT_BACK =
            Set.of("by-match", "by-match-any", "by-wildcard", "by-exists", "by-nested");

    private static final Set<String> ALERTED = Set.of("plain", "by-list", "expired", "nested-apart");

    private RealNode node;
    private Http http;
    private JsonNode report;

    @BeforeAll
    void importTheFile() throws IOException {
        node = RealNode.install(
                "kibana", Map.of("detect.rules.prebuilt", "false", "detect.schedule.max_interval", "1s"));
        node.start().awaitStatus("green");
        http = node.http();
        report = http.send("POST", "/_detect/rules/_import", Files.readString(EXPORT), "application/x-ndjson")
                .expect(200)
                .json();
        StringBuilder lines = new StringBuilder();
        events().forEach((id, event) -> lines.append(TestEvents.bulkLines(TestEvents.PROCESS_STREAM, event))
                .append("{\"create\":{\"_index\":\"" + PLAIN + "\",\"_id\":\"" + id + "\"}}\n")
                .append(event)
                .append('\n'));
        JsonNode done =
                http.bulk("/_bulk?refresh=true", lines.toString()).expect(200).json();
        assertThat(done.path("errors").asBoolean()).as(done.toString()).isFalse();
    }

    @AfterAll
    void stopNode() throws IOException {
        node.close();
    }

    /** One for each item, and some that no item covers; the id says which. */
    private static Map<String, ObjectNode> events() {
        Map<String, ObjectNode> events = new LinkedHashMap<>();
        for (String id : new TreeSet<>(KEPT_BACK)) {
            events.put(id, event(id));
        }
        ALERTED.forEach(id -> events.put(id, event(id)));
        events.get("by-match").putObject("host").put("name", "build-01");
        events.get("by-match-any").putObject("user").put("name", "backup");
        events.get("by-wildcard").withObject("process").put("executable", "C:\\Trusted\\tool.exe");
        events.get("by-exists").withObject("/process/Ext/token").put("integrity_level_name", "system");
        signature(events.get("by-nested"), "Good", true);
        ObjectNode apart = events.get("nested-apart");
        signature(apart, "Good", false);
        signature(apart, "Other", true);
        events.get("by-list").withObject("/process/hash").put("md5", "d41d8cd98f00b204e9800998ecf8427e");
        events.get("expired").putObject("host").put("name", "old-01");
        return events;
    }

    private static ObjectNode event(String id) {
        ObjectNode event = TestEvents.ordinaryProcess(id, Instant.now());
        event.withObject("process").put("name", "tool.exe");
        return event;
    }

    private static void signature(ObjectNode event, String subject, boolean trusted) {
        event.withObject("/process/Ext")
                .withArray("code_signature")
                .addObject()
                .put("subject_name", subject)
                .put("trusted", trusted);
    }

    @Test
    void report_hasKibanasCounters_andNamesWhatIsNotRunAndNotKept() throws IOException {
        assertThat(report.path("success").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.path("success_count").asInt()).isEqualTo(3);
        assertThat(report.path("rules_count").asInt()).isEqualTo(3);
        assertThat(report.path("errors")).isEmpty();
        assertThat(report.path("exceptions_success").asBoolean()).isTrue();
        assertThat(report.path("exceptions_success_count").asInt()).isEqualTo(2 + 7);
        assertThat(report.path("exceptions_errors")).isEmpty();
        assertThat(report.path("action_connectors_success").asBoolean()).isTrue();
        assertThat(report.path("action_connectors_warnings").toString()).contains("connector [mail] is not kept");
        assertThat(report.path("rules").toString())
                .as("said of the machine learning rule and of the item by list")
                .contains("(unsupported_type)")
                .contains("by-list");
        assertThat(status("kept-inline")).isEqualTo("active");
        assertThat(status("kept-scheduled")).isEqualTo("active");
        assertThat(status("kept-inactive")).isEqualTo("unsupported");
        assertThat(items("?status=expired")).containsExactly("expired");
        assertThat(items("?status=not_applied")).containsExactly("by-list");
    }

    @Test
    void exceptions_keepTheirEventsBack_inline() throws Exception {
        awaitAlerts("kept-inline");
        Set<String> tagged = new TreeSet<>();
        for (JsonNode hit : http.get(
                        "/" + TestEvents.PROCESS_STREAM + "/_search?size=100&q=detect.rule_ids:kept-inline")
                .expect(200)
                .json()
                .at("/hits/hits")) {
            tagged.add(hit.at("/_source/event/id").asText());
        }
        assertThat(tagged).isEqualTo(new TreeSet<>(ALERTED));
    }

    @Test
    void exceptions_keepTheirEventsBack_onSchedule() throws Exception {
        awaitAlerts("kept-scheduled");
    }

    @Test
    void exceptions_keepTheirEventsBack_inAPreview() throws IOException {
        JsonNode preview = http.post(
                        "/_detect/_preview",
                        "{\"rule_id\": \"kept-scheduled\", \"from\": \"now-1h\", \"to\": \"now+1h\"}")
                .expect(200)
                .json();
        Set<String> previewed = new TreeSet<>();
        preview.path("matches")
                .forEach(match -> previewed.add(match.at("/events/0/_id").asText()));
        assertThat(preview.path("total").asInt()).as(preview.toString()).isEqualTo(ALERTED.size());
        assertThat(previewed).isEqualTo(new TreeSet<>(ALERTED));
    }

    @Test
    void items_countWhatTheyKeptBack() throws Exception {
        awaitAlerts("kept-inline");
        awaitAlerts("kept-scheduled");
        Map<String, Integer> hits = new TreeMap<>();
        for (JsonNode item :
                http.get("/_detect/exceptions?size=100").expect(200).json().path("exceptions")) {
            hits.put(item.path("id").asText(), item.path("hits").asInt());
        }
        for (String id : KEPT_BACK) {
            // A first look back judges again what was judged inline since the rule was stored.
            assertThat(hits.get(id)).as(id + ", inline and on schedule").isBetween(2, 3);
        }
        assertThat(hits.get("by-list")).isZero();
        assertThat(hits.get("expired")).isZero();
    }

    private String status(String rule) throws IOException {
        return http.get("/_detect/rules/" + rule)
                .expect(200)
                .json()
                .path("status")
                .asText();
    }

    private List<String> items(String filter) throws IOException {
        List<String> ids = new ArrayList<>();
        http.get("/_detect/exceptions" + filter)
                .expect(200)
                .json()
                .path("exceptions")
                .forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private void awaitAlerts(String rule) throws Exception {
        Set<String> found = new TreeSet<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        do {
            TimeUnit.MILLISECONDS.sleep(100);
            found.clear();
            Signals.find(http, Signals.shownOf(rule))
                    .values()
                    .forEach(hit -> found.add(hit.at("/_source/event/id").asText()));
        } while (!found.containsAll(ALERTED) && System.nanoTime() < end);
        assertThat(found).isEqualTo(new TreeSet<>(ALERTED));
    }
}
